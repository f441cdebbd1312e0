import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Belongings } from '../deliveries/belongings.ts';
import { prove } from '../deliveries/proof.ts';
import { isProven } from '../deliveries/verdict.ts';
import { oneDistrict, type OneDistrict } from '../server/one-district.ts';

const EVENTS = 100;
const SEED = 20_261_126;

let policies: OneDistrict;
let database: TestDatabase;
const belongings = new Belongings();
beforeAll(async () => {
  policies = await oneDistrict('yangpu');
  database = await templateDatabase();
});
afterAll(async () => {
  await belongings.giveBack();
  await database.close();
  await policies.remove();
});

it('two servers and two workers are restarted one after the other under load, one worker is killed: no request fails, and what was delivered is what was committed', async () => {
  const said: string[] = [];
  const parts = {
    on: database,
    events: EVENTS,
    seed: SEED,
    clients: 2,
    policiesDirectory: policies.directory,
    say: (text: string) => said.push(text),
  };
  const verdict = await prove(parts, belongings);
  expect(verdict, `种子 seed ${SEED}\n${said.join('\n')}`).toMatchObject({ missing: 0, stray: 0, unaccounted: 0, failedRequests: 0 });
  expect(isProven(verdict, EVENTS)).toBe(true);
}, 60_000);
