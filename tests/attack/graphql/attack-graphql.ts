import { AUTHORISATION, isPublic } from '@guicheng/graphql-api';
import { EXAMPLES, SETUPS } from '../../graphql/example-setups.ts';
import { PASSWORD } from '../../graphql/signed-in.ts';
import type { TestApi } from '../../graphql/test-api.ts';
import { leaksOf, type Cell, type Leak } from '../cell.ts';
import { attackersOn } from './attackers.ts';
import { placeOf } from './place-of.ts';
import { controlOf, everyFieldCells, graphqlCells, isOpenMutation, type Target } from './graphql-cells.ts';

/** What was tried over HTTP and what got through. */
export interface GraphqlReport {
  readonly cells: number;
  readonly leaks: readonly Leak[];
}

/** What nobody else may be told: ids and tokens, long enough not to stand in an answer by chance. */
const isSecret = (value: string): boolean => value.length >= 16 && value !== PASSWORD;

/** Every operation of the reference, made ready in one district and tried by everybody who must not get at it; then by whom it is meant for. `written`: what the district wrote besides. */
export async function attackGraphql(api: TestApi, attacked: string, other: string, written: readonly string[]): Promise<GraphqlReport> {
  const targets: Target[] = [];
  const leaks: Leak[] = [];
  let cells = 0;
  const run = async (some: readonly Cell[]): Promise<void> => {
    cells += some.length;
    leaks.push(...(await leaksOf(some)));
  };
  const made: string[] = [];
  for (const example of EXAMPLES) {
    const { values = {}, credential = null } = (await SETUPS[example.field]?.(api)) ?? {};
    const asked = JSON.stringify(example.variables);
    const used = Object.fromEntries(Object.entries(values).filter(([name]) => asked.includes(`<${name}>`)));
    const target = { example, place: placeOf(example), values: used, credential };
    // What preparing others may make invalid, such as the link of a first start, is tried at once.
    if (isOpenMutation(target)) await run([controlOf(api, target)]);
    else targets.push(target);
    made.push(...Object.values(values));
  }
  const attackers = await attackersOn(api, attacked, other);
  const secrets = [...new Set([...made.filter(isSecret), ...written])];
  for (const target of targets) {
    if (target.place.startsWith('Query.') && !isPublic(AUTHORISATION[target.place] ?? 'anyone'))
      await run(everyFieldCells(api, target, attackers, secrets));
    await run(graphqlCells(api, target, attackers, secrets));
  }
  const tokens = targets.flatMap(({ credential }) => (credential === null ? [] : [credential]));
  const kept: Cell[] = [
    ['log', () => Promise.resolve(api.log.join('\n'))] as const,
    ['metrics', async () => (await fetch(`${api.url}/metrics`)).text()] as const,
  ].map(([subject, read]) => ({
    subject,
    attempt: 'reading it',
    as: 'operator',
    run: async () => {
      const text = await read();
      return text !== '' && [...tokens, PASSWORD].some((secret) => text.includes(secret)) ? 'it holds a credential' : null;
    },
  }));
  await run(kept);
  return { cells, leaks };
}
