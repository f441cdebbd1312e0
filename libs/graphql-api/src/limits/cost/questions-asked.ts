import { MOST_QUESTIONS_AN_OPERATION } from '../question-budget.ts';

/** Questions that a call of `whatIf` counts as: it decides some thousand projects. */
export const QUESTIONS_OF_WHAT_IF = 50;

/** A list's; GraphQL takes one value for a list of it. */
export const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1);
const placesOf = (input: unknown): number =>
  typeof input === 'object' && input !== null && 'places' in input ? lengthOf(input.places) : 0;

/** What a field of `Query` asks of policies, in questions, from its arguments as they were given; a field that is not here asks nothing. */
export const QUESTIONS_ASKED: Readonly<Record<string, number | ((argument: (name: string) => unknown) => number)>> = {
  decide: 1,
  interview: 1,
  districtMatrix: 1,
  whatIf: QUESTIONS_OF_WHAT_IF,
  analysis: MOST_QUESTIONS_AN_OPERATION,
  comparePolicies: MOST_QUESTIONS_AN_OPERATION,
  decideMany: (argument) => lengthOf(argument('inputs')),
  decideAcross: (argument) => placesOf(argument('input')),
};
