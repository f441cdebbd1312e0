export type * from './compiled-policy.ts';
export * from './decide.ts';
export { OPERATORS } from './operators/index.ts';
export type { Operator } from './operator.ts';
export * from './policy-check.ts';
export * from './policy-compiler.ts';
export * from './reference/json-logic.ts';
export * from './shelf.ts';
export * from './version.ts';
