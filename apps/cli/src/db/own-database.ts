import { dirname, join, resolve } from 'node:path';
import { policiesRoot } from '../policies-root.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The first of these settings that is set to something. */
export const settingOf = (environment: Environment, names: readonly string[]): string | undefined =>
  names.find((name) => (environment[name] ?? '').trim() !== '');

/** Where a local start keeps what is its own: `DATA_DIRECTORY`, or `.guicheng` beside `policies/`. */
export const dataDirectory = (environment: Environment): string => {
  const set = settingOf(environment, ['DATA_DIRECTORY']);
  return set === undefined ? join(dirname(policiesRoot()), '.guicheng') : resolve((environment[set] ?? '').trim());
};

/** Where the PostgreSQL that comes along keeps its data. */
export const ownDatabaseDirectory = (environment: Environment): string => join(dataDirectory(environment), 'postgres');
