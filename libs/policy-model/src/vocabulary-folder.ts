import { join } from 'node:path';
import { err, ok, type Result } from '@guicheng/kernel';
import type { Problem } from './problem.ts';
import { readDocument } from './read-document.ts';
import { checkShape } from './shape-check.ts';
import type { Vocabulary } from './vocabulary.ts';

const PARTS = ['facts', 'outcomes', 'codes'] as const;

/** A problem of one file, told by that file's own name: `vocabulary/facts.json#/…`. */
const inFile = (part: string, { pointer, ...problem }: Problem): Problem => ({
  ...problem,
  pointer: `vocabulary/${part}.json#${pointer.slice(`/${part}`.length)}`,
});

/** Reads `policies/vocabulary/`; refused with every problem of its three files, each by file and place. */
export async function readVocabulary(root: string): Promise<Result<Vocabulary, Problem[]>> {
  const directory = join(root, 'vocabulary');
  const read = await Promise.all(PARTS.map((part) => readDocument(directory, `${part}.json`, `/${part}`, `vocabulary/${part}.json`)));
  const unread = read.flatMap((one, index) => (one.ok ? [] : [inFile(PARTS[index] ?? '', one.error)]));
  if (unread.length > 0) return err(unread);
  const vocabulary = Object.fromEntries(PARTS.map((part, index) => [part, read[index]?.ok === true ? read[index].value : undefined]));
  const wrong = checkShape('vocabulary', vocabulary, '').map((problem) => inFile(problem.pointer.split('/')[1] ?? '', problem));
  return wrong.length > 0 ? err(wrong) : ok(vocabulary as unknown as Vocabulary);
}
