import { buildSchema, DangerousChangeType, findBreakingChanges, findDangerousChanges } from 'graphql';
import { deprecationDates } from '../../http/deprecation-dates.ts';

/** A change of what was released that is meant: it stands in `released/accepted-changes.json`. */
export interface AcceptedChange {
  /** The change, in the words of the check that found it. */
  readonly change: string;
  /** Why, for integrators. */
  readonly zh: string;
  readonly en: string;
  /** When it was announced, and from when on it holds; a change that breaks clients needs both. */
  readonly deprecatedOn?: string;
  readonly sunsetOn?: string;
}

/** What a new schema does to those who use the released one. */
export interface SchemaChange {
  readonly severity: 'breaking' | 'dangerous';
  readonly description: string;
}

/** Additions that no client notices that does not ask for them. */
const HARMLESS: readonly string[] = [DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED, DangerousChangeType.OPTIONAL_ARG_ADDED];

/** Every change from a released schema to another that may hurt a client; `growing` are enums whose clients are told to expect new values. */
export const schemaChanges = (released: string, now: string, growing: ReadonlySet<string> = new Set()): readonly SchemaChange[] => {
  const [before, after] = [buildSchema(released), buildSchema(now)];
  const grows = (description: string): boolean => growing.has(/added to enum type (\w+)/.exec(description)?.[1] ?? '');
  return [
    ...findBreakingChanges(before, after).map(({ description }) => ({ severity: 'breaking' as const, description })),
    ...findDangerousChanges(before, after)
      .filter(
        ({ type, description }) => !HARMLESS.includes(type) && !(type === DangerousChangeType.VALUE_ADDED_TO_ENUM && grows(description)),
      )
      .map(({ description }) => ({ severity: 'dangerous' as const, description })),
  ];
};

/** What stands against releasing a schema, one sentence each; empty: nothing. An accepted change that does not happen is named too. */
export const releaseObjections = (changes: readonly SchemaChange[], accepted: readonly AcceptedChange[]): readonly string[] => [
  ...changes.flatMap(({ severity, description }) => {
    const listed = accepted.find(({ change }) => change === description);
    if (listed === undefined) return [`${severity}, not accepted: ${description}`];
    if (listed.zh === '' || listed.en === '') return [`accepted without a reason: ${description}`];
    const dated = severity === 'dangerous' || deprecationDates(listed.deprecatedOn, listed.sunsetOn) !== undefined;
    return dated ? [] : [`accepted without dates that leave the notice: ${description}`];
  }),
  ...accepted
    .filter(({ change }) => !changes.some(({ description }) => description === change))
    .map(({ change }) => `accepted, but no change: ${change}`),
];
