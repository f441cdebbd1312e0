import autocannon from 'autocannon';
import type { Result } from 'autocannon';
import { figure } from './figures.ts';
import type { Figure } from './figures.ts';
import { smallProject } from './small-project.ts';

const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 10;

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

/** `decide` over HTTP beside a trivial field of the same server, in turns; bounded in connections and time, on this machine only. */
export async function benchHttp(url: string): Promise<Figure[]> {
  await expectAnswer(url);
  const rates: { trivial: number[]; decide: number[]; latency: number[] } = { trivial: [], decide: [], latency: [] };
  await load(url, trivial, 1);
  await load(url, decide, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.trivial.push((await load(url, trivial, SECONDS)).requests.average);
    const decided = await load(url, decide, SECONDS);
    rates.decide.push(decided.requests.average);
    rates.latency.push(decided.latency.p99);
  }
  return [
    figure('decide over HTTP', 'requests/s', rates.decide, { name: 'trivial field', values: rates.trivial }),
    figure('trivial field over HTTP', 'requests/s', rates.trivial),
    figure('decide over HTTP, 99th percentile', 'ms', rates.latency),
  ];
}

async function expectAnswer(url: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: decide });
  const text = await response.text();
  if (!text.includes('"DETERMINED"')) throw new Error(`the question of the benchmark is not answered: ${text.slice(0, 500)}`);
}

async function load(url: string, body: string, duration: number): Promise<Result> {
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections: CONNECTIONS,
    duration,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals and ${result.errors} errors under load`);
  return result;
}
