import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vocabulary } from '@guicheng/policy-model';

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** The shared vocabulary as it stands in `policies/vocabulary/`; throws when a file is missing or is no JSON. */
export const readVocabularySource = (directory: string): Vocabulary => ({
  facts: readJson(join(directory, 'facts.json')),
  outcomes: readJson(join(directory, 'outcomes.json')),
  codes: readJson(join(directory, 'codes.json')),
});
