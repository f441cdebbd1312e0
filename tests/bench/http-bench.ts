import autocannon from 'autocannon';
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
      const { rate, p50, p99 } = await load(one.url, one.body, connections, SECONDS);
      one.rates.push(rate);
      one.p50.push(p50);
      one.p99.push(p99);
    }
  const others = (index: number, of: (one: (typeof asked)[number]) => number[]) =>
    asked.slice(Math.max(1, index + 1)).map((one) => ({ name: one.name, values: of(one) }));
  const at = `, ${connections} connection${connections === 1 ? '' : 's'}`;
  return asked.flatMap(({ name, rates, p50, p99 }, index) => [
    figure(`${name}${at}`, 'requests/s', rates, ...others(index, (one) => one.rates)),
    figure(`${name}${at}, half within`, 'ms', p50, ...others(index, (one) => one.p50)),
    figure(`${name}${at}, 99 % within`, 'ms', p99, ...others(index, (one) => one.p99)),
  ]);
}

async function expectAnswer(url: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: decide });
  const text = await response.text();
  if (!text.includes('"DETERMINED"')) throw new Error(`the question of the benchmark is not answered: ${text.slice(0, 500)}`);
}

/** What a run of requests came to. */
interface Load {
  readonly rate: number;
  /** Half, and 99 of 100, were answered within, ms. */
  readonly p50: number;
  readonly p99: number;
}

async function load(url: string, body: string, connections: number, duration: number): Promise<Load> {
  const times: number[] = [];
  const run = autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration,
  });
  // Its own percentiles are whole milliseconds.
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const { requests, non2xx, errors } = await run;
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors under load`);
  times.sort((a, b) => a - b);
  const within = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { rate: requests.average, p50: within(0.5), p99: within(0.99) };
}
