import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { parseAnchor, verifyExport, type AnchorKeys, type ExportManifest, type ExportVerification } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import { isNamedWrongly, readNamedFile } from '../named-file.ts';
import { keysOf, type AnchorsAtHand } from './anchors-at-hand.ts';

/** The manifest stands beside the file. */
export const manifestFile = (file: string): string => `${file}.manifest.json`;

const notWritable = (file: string, error: unknown): Problem =>
  (error as NodeJS.ErrnoException).code === 'EEXIST'
    ? problem('file-exists', file, `${file} 已存在，不会覆盖。`, `${file} is there and is not overwritten.`)
    : problem('file-not-writable', file, `无法写 ${file}。`, `${file} cannot be written.`);

const openNew = async (file: string): Promise<Result<FileHandle, Problem[]>> => {
  try {
    return ok(await open(file, 'wx', 0o600));
  } catch (error) {
    if (!isNamedWrongly(error)) throw error;
    return err([notWritable(file, error)]);
  }
};

/** Writes an export and its manifest, readable by their owner only; nothing is left of one that fails. */
export async function writeExport(
  file: string,
  work: (write: (lines: string) => Promise<void>) => Promise<Result<ExportManifest, Problem[]>>,
): Promise<Result<ExportManifest, Problem[]>> {
  const handle = await openNew(file);
  if (!handle.ok) return handle;
  let kept = false;
  try {
    const manifest = await work(async (lines) => void (await handle.value.appendFile(lines)));
    if (!manifest.ok) return manifest;
    await handle.value.sync();
    const beside = await openNew(manifestFile(file));
    if (!beside.ok) return beside;
    await beside.value.writeFile(`${JSON.stringify(manifest.value, null, 2)}\n`);
    await beside.value.close();
    kept = true;
    return manifest;
  } finally {
    await handle.value.close();
    if (!kept) await rm(file);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const notAManifest = (file: string): Problem =>
  problem(
    'manifest-not-valid',
    file,
    `${file} 不是审计导出的清单：导出文件须与其清单放在一起。`,
    `${file} is no manifest of an audit export: keep the export and its manifest together.`,
  );

async function readManifest(file: string): Promise<Result<ExportManifest, Problem[]>> {
  const bytes = await readNamedFile(file);
  if (!bytes.ok) return err([bytes.error]);
  let value: Partial<ExportManifest> | null;
  try {
    value = JSON.parse(Buffer.from(bytes.value).toString('utf8')) as Partial<ExportManifest> | null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return err([notAManifest(file)]);
    throw cause;
  }
  const sound =
    value?.format === 'guicheng-audit-export' &&
    value.version === 1 &&
    [value.district, value.previousHash, value.headHash, value.sha256].every((text) => typeof text === 'string') &&
    [value.first, value.last].every((number) => Number.isSafeInteger(number) && Number(number) > 0) &&
    [value.anchors, value.publicKeys].every((list) => Array.isArray(list)) &&
    value.publicKeys!.every((pem) => typeof pem === 'string');
  return sound ? ok(value as ExportManifest) : err([notAManifest(file)]);
}

/** Verifies an export by its manifest, by the anchors at hand, and by pinned keys where there are any. */
export async function verifyExportFile(
  file: string,
  atHand: AnchorsAtHand,
  pinned: AnchorKeys | undefined,
): Promise<Result<ExportVerification, Problem[]>> {
  const manifest = await readManifest(manifestFile(file));
  if (!manifest.ok) return manifest;
  const enclosed = keysOf(manifest.value.publicKeys.map((pem) => ({ file: manifestFile(file), pem })));
  if (!enclosed.ok) return enclosed;
  const own = manifest.value.anchors.map((anchor) => parseAnchor(JSON.stringify(anchor)));
  if (own.some((anchor) => anchor === undefined)) return err([notAManifest(manifestFile(file))]);
  const anchors = [...atHand.anchors, ...own.filter((anchor) => anchor !== undefined)];
  const keys = pinned ?? new Map([...enclosed.value, ...atHand.keys]);
  try {
    return ok(await verifyExport(linesOf(file), manifest.value, { anchors, keys }));
  } catch (error) {
    if (!isNamedWrongly(error)) throw error;
    return err([problem('file-missing', file, `读不到文件 ${file}。`, `${file} cannot be read.`)]);
  }
}
