import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedChange } from './schema-changes.ts';

/** What integrators hold in their hands: the schema that was released last, and what is meant to change since. */
export interface ReleasedSchema {
  readonly version: string;
  readonly sdl: string;
  readonly accepted: readonly AcceptedChange[];
}

/** Versions `1.2.3` by their numbers: `0.10.0` comes behind `0.9.0`. */
const olderFirst = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** The last release in a folder of `<version>.graphql` and `accepted-changes.json`; throws where there is none. */
export const lastRelease = (directory: string): ReleasedSchema => {
  const versions = readdirSync(directory).flatMap((file) => /^(\d+\.\d+\.\d+)\.graphql$/.exec(file)?.[1] ?? []);
  const version = versions.sort(olderFirst).at(-1);
  if (version === undefined) throw new Error(`no released schema in ${directory}`);
  return {
    version,
    sdl: readFileSync(join(directory, `${version}.graphql`), 'utf8'),
    accepted: JSON.parse(readFileSync(join(directory, 'accepted-changes.json'), 'utf8')) as AcceptedChange[],
  };
};
