export { openLibrary } from '../library.ts';
export type { Library } from '../library.ts';
export { runCase } from './run-case.ts';
