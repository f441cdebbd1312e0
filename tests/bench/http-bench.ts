import autocannon from 'autocannon';
import type { Result } from 'autocannon';
import { figure } from './figures.ts';
import type { Figure } from './figures.ts';
import { smallProject } from './small-project.ts';

const ROUNDS = 3;
const SECONDS = 2;
const CONNECTIONS = [1, 20, 100];

const trivial = JSON.stringify({ query: '{ __typename }' });

/** One routing decision with its outcome, reasons and clauses: what a screen would ask for. */
const decide = JSON.stringify({
  query: `query ($input: DecideInput!) {
    decide(input: $input) {
      __typename
      ... on Decision { policy status outcomeJson missingFacts blockers { code strength } because { rule titleZh citations { document article } } }
    }
  }`,
  variables: {
    input: {
      district: 'yangpu',
      question: 'ROUTING',
      asOf: '2024-03-18',
      factsJson: smallProject,
    },
  },
});

/**
 * `decide` over HTTP beside a trivial field of the same server and beside the same field of a bare Apollo Server, in turns; bounded in connections and time, on
 * this machine only.
 */
export async function benchHttp(url: string, bareUrl: string): Promise<Figure[]> {
  await expectAnswer(url);
  const figures: Figure[] = [];
  for (const connections of CONNECTIONS) figures.push(...(await benchConnections(url, bareUrl, connections)));
  return figures;
}

async function benchConnections(url: string, bareUrl: string, connections: number): Promise<Figure[]> {
  const asked = [
    { name: 'decide', url, body: decide },
    { name: 'trivial field', url, body: trivial },
    { name: 'bare Apollo', url: bareUrl, body: trivial },
  ].map((one) => ({ ...one, rates: [] as number[], p50: [] as number[], p99: [] as number[] }));
  for (const one of asked) await load(one.url, one.body, connections, 1);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const one of asked) {
      const { requests, latency } = await load(one.url, one.body, connections, SECONDS);
      one.rates.push(requests.average);
      one.p50.push(latency.p50);
      one.p99.push(latency.p99);
    }
  const bases = asked.slice(1).map(({ name, rates }) => ({ name, values: rates }));
  const at = `, ${connections} connection${connections === 1 ? '' : 's'}`;
  return asked.flatMap(({ name, rates, p50, p99 }, index) => [
    figure(`${name}${at}`, 'requests/s', rates, ...bases.slice(index)),
    figure(`${name}${at}, half within`, 'ms', p50),
    figure(`${name}${at}, 99 % within`, 'ms', p99),
  ]);
}

async function expectAnswer(url: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: decide });
  const text = await response.text();
  if (!text.includes('"DETERMINED"')) throw new Error(`the question of the benchmark is not answered: ${text.slice(0, 500)}`);
}

async function load(url: string, body: string, connections: number, duration: number): Promise<Result> {
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals and ${result.errors} errors under load`);
  return result;
}
