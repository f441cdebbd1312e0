import { AUTHORISATION, isPublic } from '@guicheng/graphql-api';
import type { Role } from '@guicheng/application';
import type { Example, Prepared } from '../../graphql/example-setups.ts';
import type { TestApi } from '../../graphql/test-api.ts';
import type { Cell } from '../cell.ts';
import { EVERY_ROLE } from './attackers.ts';
import { attempt, isRefusal, withoutAsked, type Answer } from './attempt.ts';
import { withEveryField } from './full-selection.ts';
import { madeUp } from './made-up-id.ts';

/** An example made ready in the attacked district. */
export interface Target {
  readonly example: Example;
  /** `Query.project`, as the table of authorisation names it. */
  readonly place: string;
  readonly values: NonNullable<Prepared['values']>;
  /** The credential that it is meant for; null: none. */
  readonly credential: string | null;
}

/** Credentials that must not get at the attacked district. */
export interface Attackers {
  /** Of another district, with every role. */
  readonly other: string;
  /** Of the attacked district, without a post. */
  readonly withoutPost: string;
  /** Of the attacked district, with every role that one person can hold but for these, the second factor just given. */
  readonly withEveryRoleBut: (roles: readonly Role[]) => Promise<string>;
  /** Of the attacked district, with every role, without the second factor. */
  readonly sessionOnly: string;
  readonly expired: string;
  readonly revoked: string;
  /** A credential of the attacked district with one character changed. */
  readonly tampered: string;
}

const NO_CREDENTIAL = ['none', 'expired', 'revoked', 'tampered'] as const;

/** What must not be told to anybody else: every value that was made in the attacked district. */
const told = (answer: Answer, secrets: readonly string[], asked: Prepared['values'] = {}): string | null => {
  const left = withoutAsked(answer, asked);
  const found = secrets.find((secret) => left.includes(secret));
  return found === undefined ? null : `it tells ${found}`;
};

const ruleOf = (place: string): (typeof AUTHORISATION)[string] => AUTHORISATION[place] ?? 'anyone';

/** Whether what the operation is shown is itself the credential, such as a one-time link: whoever tried it first would have used it. */
export const isOpenMutation = ({ place }: Target): boolean => ruleOf(place) === 'anyone' && place.startsWith('Mutation.');

/** The positive control of all that is refused: whom it is meant for is answered. */
export const controlOf = (api: TestApi, { example, place, values, credential }: Target): Cell => ({
  subject: place,
  attempt: 'as it is meant',
  as: 'own',
  run: async () => {
    const answer = await attempt(api, example, values, credential);
    return isRefusal(answer) ? `the control is refused: ${answer.codes.join(', ')}` : null;
  },
});

/** The same operation with every field there is: whoever may ask is answered without a fault, and a stranger is told nothing. */
export const everyFieldCells = (api: TestApi, target: Target, { other }: Attackers, secrets: readonly string[]): Cell[] => {
  const example = withEveryField(target.example);
  const cell = (as: string, run: () => Promise<string | null>): Cell => ({ subject: target.place, attempt: 'every field', as, run });
  return [
    cell('other district', async () => told(await attempt(api, example, target.values, other), secrets, target.values)),
    cell('own', async () => {
      const answer = await attempt(api, example, target.values, target.credential);
      return answer.codes.length === 0 ? null : `the control is refused: ${answer.codes.join(', ')} ${answer.text.slice(0, 500)}`;
    }),
  ];
};

/** What every credential must come to on one operation. */
export const graphqlCells = (api: TestApi, target: Target, attackers: Attackers, secrets: readonly string[]): Cell[] => {
  const { example, place, values } = target;
  const rule = ruleOf(place);
  const cell = (what: string, as: string, run: () => Promise<string | null>): Cell => ({ subject: place, attempt: what, as, run });
  const foreign = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, madeUp(value) ?? value]));
  const asks = Object.values(values).some((value) => madeUp(value) !== undefined);
  const withoutCredential = NO_CREDENTIAL.map((kind) =>
    cell('with its ids', kind, async () => {
      const answer = await attempt(api, example, values, kind === 'none' ? null : attackers[kind]);
      if (!isPublic(rule)) return isRefusal(answer) ? told(answer, secrets, values) : `answered with ${answer.member}`;
      return told(answer, secrets, values);
    }),
  );
  return [
    ...withoutCredential,
    cell('with its ids', 'other district', async () => {
      const answer = await attempt(api, example, values, attackers.other);
      if (isPublic(rule) || !asks) return told(answer, secrets, values);
      const nothing = await attempt(api, example, foreign, attackers.other);
      if (withoutAsked(answer, values) !== withoutAsked(nothing, foreign)) return 'it is told apart from what does not exist';
      return told(answer, secrets, values);
    }),
    ...(typeof rule === 'object' && 'roles' in rule && rule.roles !== 'any'
      ? [
          ...(
            [
              ['no post', () => Promise.resolve(attackers.withoutPost)],
              ['wrong role', () => attackers.withEveryRoleBut(rule.roles === 'any' ? [] : rule.roles)],
            ] as const
          ).map(([as, credentialOf]) =>
            cell('with its ids', as, async () => {
              const answer = await attempt(api, example, values, await credentialOf());
              if (!isRefusal(answer)) return `answered with ${answer.member}`;
              return answer.codes.includes('not-permitted')
                ? told(answer, secrets, values)
                : `refused with ${answer.codes.join(', ')} instead of not-permitted`;
            }),
          ),
        ]
      : []),
    ...(typeof rule === 'object' && 'roles' in rule && rule.stepUp === true
      ? [
          cell('with its ids', 'session only', async () => {
            const answer = await attempt(api, example, values, attackers.sessionOnly);
            const expected =
              rule.roles === 'any' || rule.roles.some((role) => EVERY_ROLE.includes(role)) ? 'step-up-required' : 'not-permitted';
            return isRefusal(answer) && answer.codes.includes(expected)
              ? told(answer, secrets, values)
              : `answered with ${answer.member} ${answer.codes.join(', ')} instead of ${expected}`;
          }),
        ]
      : []),
    // Last: it may change what it is asked about.
    controlOf(api, target),
  ];
};
