import type { Caller, Role } from '@guicheng/application';
import { AUTHORISATION, executableSchema, newRequestContext } from '@guicheng/graphql-api';
import { instantOf, type Instant } from '@guicheng/kernel';
import { graphql } from 'graphql';
import { exampleOf, PROTECTED, reached, type GuardReport } from './guard-mutants.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** Somebody who holds the post, with a session alone. */
const holding = (role: Role): Caller => ({
  ...{ district: 'd', kind: 'person', id: 'p', posts: [{ role, unit: 'u', onBehalfOf: null }] },
  ...{ scopes: null, sessionId: 's', steppedUpUntil: null },
});

/** Days in place of those that a setup would give. */
export const dated = (variables: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(variables).replaceAll(/"<(today|lastDay)>"/g, '"2026-01-05"')) as Record<string, unknown>;

const isAskedFor = async (place: string, role: Role, authorisation: typeof AUTHORISATION): Promise<boolean> => {
  const example = exampleOf(place);
  if (example === undefined) throw new Error(`${place} has no example`);
  const schema = executableSchema({ application: reached(), secretKey: new Uint8Array(32), authorisation });
  const contextValue = newRequestContext({ requestId: 'attack', caller: holding(role), at: AT });
  const answer = await graphql({ schema, source: example.document, variableValues: dated(example.variables), contextValue });
  return JSON.stringify(answer).includes('"step-up-required"');
};

/** Takes the second factor out of each act that asks for it, each `every`-th: who holds the post must then get past the guard with a session alone. */
export async function withoutStepUp(every: number): Promise<GuardReport> {
  const survivors: string[] = [];
  let mutants = 0;
  for (const [index, place] of PROTECTED.entries()) {
    const rule = AUTHORISATION[place];
    if (index % every !== 0 || typeof rule !== 'object' || 'anyone' in rule || rule.stepUp !== true) continue;
    mutants += 1;
    const role = rule.roles === 'any' ? 'applicant' : rule.roles[0]!;
    const { stepUp: _, ...open } = rule;
    if (!(await isAskedFor(place, role, AUTHORISATION))) survivors.push(`${place} asks for no second factor`);
    if (await isAskedFor(place, role, { ...AUTHORISATION, [place]: open })) survivors.push(`${place} without its second factor`);
  }
  return { mutants, survivors };
}
