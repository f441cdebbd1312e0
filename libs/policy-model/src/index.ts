export type * from './case.ts';
export * from './decision.ts';
export type * from './expression.ts';
export type * from './policy.ts';
export type * from './problem.ts';
export * from './question.ts';
export type * from './vocabulary.ts';
