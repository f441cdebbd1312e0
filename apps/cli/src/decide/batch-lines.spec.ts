import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './batch-lines.ts';

async function* chunksOf(chunks: readonly Uint8Array[]) {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function read(chunks: readonly Uint8Array[], longest?: number): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for await (const lines of linesOf(chunksOf(chunks), longest))
    found.push(...lines.map((line) => (line === null ? null : Buffer.from(line).toString('utf8'))));
  return found;
}

describe('lines of a stream', () => {
  it('are the same however the bytes arrive, characters cut in two included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))),
        fc.array(fc.integer({ min: 1, max: 5 })),
        async (texts, sizes) => {
          const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''), 'utf8');
          const chunks: Uint8Array[] = [];
          for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
            const size = sizes[turn % Math.max(sizes.length, 1)] ?? 3;
            chunks.push(bytes.subarray(start, start + size));
            start += size;
          }
          expect(await read(chunks)).toEqual(texts);
        },
      ),
      { seed: 20261125, numRuns: 200 },
    );
  });

  it('need no line end at the end', async () => {
    expect(await read([Buffer.from('a\nb')])).toEqual(['a', 'b']);
    expect(await read([])).toEqual([]);
    expect(await read([Buffer.from('\n\n')])).toEqual(['', '']);
  });

  it('are given up, not kept, when too long, and the next one is read', async () => {
    expect(await read([Buffer.from('1234'), Buffer.from('5678\nab'), Buffer.from('\n')], 5)).toEqual([null, 'ab']);
    expect(await read([Buffer.from('123456')], 5)).toEqual([null]);
    expect(await read([Buffer.from('12345\n')], 5)).toEqual(['12345']);
  });
});
