import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { ZipDirectory } from './zip-directory.ts';

const archive = (...parts: readonly (readonly [name: string, bytes: number])[]): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, bytes] of parts) zip.addBuffer(Buffer.alloc(bytes, 'x'), name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
};

/** The names in a file that comes in pieces of so many bytes. */
const namesIn = (file: Buffer, piece: number): Promise<readonly string[] | undefined> => {
  const directory = new ZipDirectory();
  for (let start = 0; start < file.length; start += piece) directory.add(file.subarray(start, start + piece));
  return directory.names();
};

describe('the directory of an archive that passes by', () => {
  it.each([1_000, 65_536, 1_048_576, 3_000_000, 10_000_000])('is read whatever pieces it comes in: %i bytes', async (piece) => {
    const file = await archive(['a/b.xml', 5_000_000], ['文档.xml', 1], ['c', 0]);
    expect(await namesIn(file, piece)).toEqual(['a/b.xml', '文档.xml', 'c']);
  });

  it('is read of a small one that comes by bytes', async () => {
    expect(await namesIn(await archive(['a', 10]), 1)).toEqual(['a']);
  });

  it('is none where the file is no archive, is cut off, or its directory does not stand within its last megabyte', async () => {
    const file = await archive(['a', 10], ['b', 10]);
    expect(await namesIn(Buffer.alloc(0), 1)).toBeUndefined();
    expect(await namesIn(Buffer.alloc(100_000, 'PK'), 7)).toBeUndefined();
    for (let cut = 1; cut < file.length; cut += 1) expect(await namesIn(file.subarray(0, -cut), 64)).toBeUndefined();
    const far = Buffer.from(file);
    far.writeUInt32LE(0, far.length - 6);
    expect(await namesIn(Buffer.concat([Buffer.alloc(2_000_000), far]), 65_536)).toBeUndefined();
  });
});
