import { fromRandomAccessReader, RandomAccessReader, type Entry } from 'yauzl';

/** Bytes at the end of a file in which the directory of an archive must stand: some ten thousand entries, where office documents have some dozens. */
const END = 1024 * 1024;

/** The end of a file, read by the places of the whole. */
class EndReader extends RandomAccessReader {
  constructor(
    private readonly end: Buffer,
    private readonly startsAt: number,
  ) {
    super();
  }

  override read(into: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const start = position - this.startsAt;
    const isHeld = start >= 0 && start + length <= this.end.length;
    if (isHeld) this.end.copy(into, offset, start, start + length);
    setImmediate(callback, isHeld ? null : new Error('the directory does not stand at the end'));
  }
}

/** Looks at the directory of an archive that passes by, holding no more of it than its end. Nothing is unpacked. */
export class ZipDirectory {
  /** What has passed by last, at least the end: moved to the front when it is full, so that many small pieces cost what few large ones do. */
  private readonly held = Buffer.alloc(2 * END);
  private length = 0;
  private size = 0;

  /** The next bytes of the file. */
  add(chunk: Uint8Array): void {
    const last = chunk.subarray(Math.max(0, chunk.length - END));
    if (this.length + last.length > this.held.length) {
      const kept = Math.min(this.length, END);
      this.held.copyWithin(0, this.length - kept, this.length);
      this.length = kept;
    }
    this.held.set(last, this.length);
    this.length += last.length;
    this.size += chunk.length;
  }

  /** The names in the directory, once all has passed by; undefined: it is no archive whose directory can be read. */
  names(): Promise<readonly string[] | undefined> {
    const end = this.held.subarray(Math.max(0, this.length - END), this.length);
    const reader = new EndReader(end, this.size - end.length);
    return new Promise((resolve) => {
      fromRandomAccessReader(reader, this.size, { lazyEntries: true }, (error, zip) => {
        if (error !== null) return resolve(undefined);
        const names: string[] = [];
        zip.on('error', () => resolve(undefined));
        zip.on('end', () => resolve(names));
        zip.on('entry', ({ fileName }: Entry) => {
          names.push(fileName);
          zip.readEntry();
        });
        zip.readEntry();
      });
    });
  }
}
