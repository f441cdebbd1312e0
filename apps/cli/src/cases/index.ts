export { openLibrary } from '../library.ts';
export type { Library } from '../library.ts';
export { matchCase } from './match-case.ts';
export { matchValue } from './match-value.ts';
export type { Mismatch } from './match-value.ts';
export { runCase } from './run-case.ts';
