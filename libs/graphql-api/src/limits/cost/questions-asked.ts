import { MOST_QUESTIONS_AN_OPERATION } from '../question-budget.ts';

/** Questions that a call of `whatIf` counts as: it decides some thousand projects. */
export const QUESTIONS_OF_WHAT_IF = 50;

/** A list's; GraphQL takes one value for a list of it. */
export const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1);
const placesOf = (input: unknown): number =>
  typeof input === 'object' && input !== null && 'places' in input ? lengthOf(input.places) : 0;

/** A verification asks once more, and reads every publication of its district to do so; our choice. */
const QUESTIONS_OF_A_VERIFICATION = 10;

/** What a field asks of policies, for each object that it is asked of, in questions, from its arguments as they were given; a field that is not here asks nothing. */
export const QUESTIONS_ASKED: Readonly<Record<string, number | ((argument: (name: string) => unknown) => number)>> = {
  'Query.decide': 1,
  'Query.interview': 1,
  'Query.districtMatrix': 1,
  'Query.whatIf': QUESTIONS_OF_WHAT_IF,
  'Query.analysis': MOST_QUESTIONS_AN_OPERATION,
  'Query.comparePolicies': MOST_QUESTIONS_AN_OPERATION,
  'Query.decideMany': (argument) => lengthOf(argument('inputs')),
  'Query.decideAcross': (argument) => placesOf(argument('input')),
  'Query.askProject': 1,
  'Project.decide': 1,
  'Query.verifyReceipt': QUESTIONS_OF_A_VERIFICATION,
};
