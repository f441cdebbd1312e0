import type { Application } from '@guicheng/application';
import { AUTHORISATION, executableSchema, newRequestContext } from '@guicheng/graphql-api';
import { instantOf, type Instant } from '@guicheng/kernel';
import { graphql } from 'graphql';
import { EXAMPLES } from '../../graphql/example-setups.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** Guards that were taken away, and those whose loss nothing noticed. */
export interface GuardReport {
  readonly mutants: number;
  readonly survivors: readonly string[];
}

/** Use cases of which each says that it was reached: nothing but the table of authorisation stands before them. */
const reached = (): Application =>
  new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? undefined : reached()),
    apply: () => {
      throw new Error('reached');
    },
  }) as unknown as Application;

const PROTECTED = Object.entries(AUTHORISATION).filter(([place, rule]) => rule !== 'anyone' && /^(Query|Mutation)\./.test(place));

/** Whether somebody without a credential is told to sign in by this field under this table. */
const toldToSignIn = async (place: string, authorisation: typeof AUTHORISATION): Promise<boolean> => {
  const example = EXAMPLES.find(({ field }) => place.endsWith(`.${field}`));
  if (example === undefined) throw new Error(`${place} has no example`);
  const schema = executableSchema({ application: reached(), secretKey: new Uint8Array(32), authorisation });
  const contextValue = newRequestContext({ requestId: 'attack', caller: null, at: AT });
  const answer = await graphql({ schema, source: example.document, variableValues: example.variables, contextValue });
  return JSON.stringify(answer).includes('"sign-in-required"');
};

/** Opens each protected root field to anyone, each `every`-th, one after the other: somebody without a credential must then get past the guard. */
export async function openFields(every: number): Promise<GuardReport> {
  const survivors: string[] = [];
  const opened = PROTECTED.filter((_, index) => index % every === 0);
  for (const [place] of opened) {
    if (!(await toldToSignIn(place, AUTHORISATION))) survivors.push(`${place} tells nobody to sign in`);
    if (await toldToSignIn(place, { ...AUTHORISATION, [place]: 'anyone' })) survivors.push(`${place} opened to anyone`);
  }
  return { mutants: opened.length, survivors };
}
