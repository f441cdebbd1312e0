import { ROLES, SCOPES, type Caller, type Role, type Scope } from '@guicheng/application';
import { AUTHORISATION, executableSchema, newRequestContext } from '@guicheng/graphql-api';
import { instantOf, type Instant } from '@guicheng/kernel';
import { graphql, parse, subscribe, type GraphQLSchema } from 'graphql';
import { exampleOf, reached, type GuardReport } from './guard-mutants.ts';
import { dated } from './step-up-mutants.ts';

type Table = typeof AUTHORISATION;
type Rule = Exclude<Table[string], string>;

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

const posts = (roles: readonly Role[]): Caller['posts'] => roles.map((role) => ({ role, unit: 'u', onBehalfOf: null }));
const somebody: Caller = {
  district: 'd',
  kind: 'person',
  id: 'p',
  posts: [],
  scopes: null,
  sessionId: 's',
  steppedUpUntil: (AT + 1) as Instant,
};

/** A person with this role alone, the second factor just given. */
const holding = (role: Role): Caller => ({ ...somebody, posts: posts([role]) });
/** A program with every role and this scope alone. */
const scoped = (scope: Scope): Caller => ({
  ...somebody,
  kind: 'client',
  posts: posts(ROLES),
  scopes: [scope],
  sessionId: null,
  steppedUpUntil: null,
});

const schemaWith = (authorisation: Table): GraphQLSchema =>
  executableSchema({ application: reached(), secretKey: new Uint8Array(32), authorisation });

const isRefused = async (schema: GraphQLSchema, place: string, caller: Caller): Promise<boolean> => {
  const { document, variables } = exampleOf(place)!;
  const contextValue = newRequestContext({ requestId: 'attack', caller, at: AT });
  const variableValues = dated(variables);
  const asked = place.startsWith('Subscription.')
    ? await subscribe({ schema, document: parse(document), variableValues, contextValue })
    : await graphql({ schema, source: document, variableValues, contextValue });
  const answer = Symbol.asyncIterator in asked ? (await asked.next()).value : asked;
  return JSON.stringify(answer).includes('"not-permitted"');
};

/** The table with every rule widened that `over` widens. */
const widened = (over: (rule: Rule) => Rule | undefined): Table =>
  Object.fromEntries(
    Object.entries(AUTHORISATION).map(([place, rule]) => [place, (typeof rule === 'object' ? over(rule) : undefined) ?? rule]),
  );

/** Root fields, those too that anyone may ask for without a credential. */
const ROOTS = Object.keys(AUTHORISATION).filter((place) => /^(Query|Mutation|Subscription)\./.test(place));

/** One way to widen the table, and who must not get in by it as it is. */
interface Widening {
  readonly by: string;
  readonly caller: Caller;
  readonly over: (rule: Rule) => Rule | undefined;
}

const WIDENINGS: readonly Widening[] = [
  ...ROLES.map((role): Widening => ({
    by: `the role ${role}`,
    caller: holding(role),
    over: (rule) =>
      'anyone' in rule || rule.roles === 'any' || rule.roles.includes(role) ? undefined : { ...rule, roles: [...rule.roles, role] },
  })),
  ...SCOPES.map((scope): Widening => ({
    by: `the scope ${scope}`,
    caller: scoped(scope),
    over: (rule) =>
      ('stepUp' in rule && rule.stepUp === true) || rule.scopes?.includes(scope) === true
        ? undefined
        : { ...rule, scopes: [...(rule.scopes ?? []), scope] },
  })),
];

/** Adds to each root field each role and each scope that does not open it, each `every`-th pair: who holds just that is refused as it is, and gets in then. */
export async function widenFields(every: number): Promise<GuardReport> {
  const asItIs = schemaWith(AUTHORISATION);
  const survivors: string[] = [];
  let pairs = 0;
  let mutants = 0;
  for (const { by, caller, over } of WIDENINGS) {
    const open = schemaWith(widened(over));
    for (const place of ROOTS) {
      const rule = AUTHORISATION[place];
      if (typeof rule !== 'object' || over(rule) === undefined || (pairs += 1) % every !== 0) continue;
      mutants += 1;
      if (!(await isRefused(asItIs, place, caller))) survivors.push(`${place} is open to ${by}`);
      if (await isRefused(open, place, caller)) survivors.push(`${place} widened by ${by}`);
    }
  }
  return { mutants, survivors };
}
