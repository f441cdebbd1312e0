import type { Application } from '@guicheng/application';
import { AUTHORISATION, isPublic, executableSchema, newRequestContext } from '@guicheng/graphql-api';
import { instantOf, type Instant } from '@guicheng/kernel';
import { graphql, parse, subscribe } from 'graphql';
import { ALL_EXAMPLES, type Example } from '../../graphql/example-setups.ts';
import { placeOf } from './place-of.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** Guards that were taken away, and those whose loss nothing noticed. */
export interface GuardReport {
  readonly mutants: number;
  readonly survivors: readonly string[];
}

/** Use cases of which each says that it was reached: nothing but the table of authorisation stands before them. */
export const reached = (): Application =>
  new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? undefined : reached()),
    apply: () => {
      throw new Error('reached');
    },
  }) as unknown as Application;

/** Root fields that not everybody may ask for. */
export const PROTECTED: readonly string[] = Object.entries(AUTHORISATION)
  .filter(([place, rule]) => !isPublic(rule) && /^(Query|Mutation|Subscription)\./.test(place))
  .map(([place]) => place);

/** The example of a root field, by its type and name. */
export const exampleOf = (place: string): Example | undefined => ALL_EXAMPLES.find((example) => placeOf(example) === place);

/** What is answered; of a subscription the first that is told. */
const answerOf = async (place: string, { document, variables }: Example, authorisation: typeof AUTHORISATION): Promise<unknown> => {
  const schema = executableSchema({ application: reached(), secretKey: new Uint8Array(32), authorisation });
  const contextValue = newRequestContext({ requestId: 'attack', caller: null, at: AT });
  if (!place.startsWith('Subscription.')) return graphql({ schema, source: document, variableValues: variables, contextValue });
  const told = await subscribe({ schema, document: parse(document), variableValues: variables, contextValue });
  return Symbol.asyncIterator in told ? (await told.next()).value : told;
};

/** Whether somebody without a credential is told to sign in by this field under this table. */
const toldToSignIn = async (place: string, authorisation: typeof AUTHORISATION): Promise<boolean> => {
  const example = exampleOf(place);
  if (example === undefined) throw new Error(`${place} has no example`);
  return JSON.stringify(await answerOf(place, example, authorisation)).includes('"sign-in-required"');
};

/** Opens each protected root field to anyone, each `every`-th, one after the other: somebody without a credential must then get past the guard. */
export async function openFields(every: number): Promise<GuardReport> {
  const survivors: string[] = [];
  const opened = PROTECTED.filter((_, index) => index % every === 0);
  for (const place of opened) {
    if (!(await toldToSignIn(place, AUTHORISATION))) survivors.push(`${place} tells nobody to sign in`);
    if (await toldToSignIn(place, { ...AUTHORISATION, [place]: 'anyone' })) survivors.push(`${place} opened to anyone`);
  }
  return { mutants: opened.length, survivors };
}
