import { templateDatabase, testDistrict } from '@guicheng/testing';
import { Database, type ProjectWindow } from '@guicheng/persistence';
import { Client } from 'pg';

const PROJECTS = 100_000;
const ROUNDS = 200;
const DISTRICT = 'bench';

/** A district full of projects; written past triggers, which would ask for an audit entry of each. */
const fill = async (superuserUrl: string, units: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`set session_replication_role = replica`);
  await client.query(
    `insert into project (district, project_id, code, title, unit_id, status, facts, facts_digest, revision, amount_fen, created_at, created_by, updated_at, updated_by)
     select $1, lpad(to_hex(n), 32, '0')::uuid, 'P-' || n, '智慧平台 ' || n, ($2::uuid[])[1 + n % array_length($2::uuid[], 1)], 'draft', f, 'sha256:' || encode(sha256(convert_to(f, 'UTF8')), 'hex'),
       1, (n * 7919) % 1000000000, '2026-01-01'::timestamptz + n * interval '1 minute', 'p', '2026-01-01'::timestamptz + (n * 7919 % 100000) * interval '1 minute', 'p'
     from generate_series(1, $3::int) n, lateral (select '{"projectNature":"new","totalInvestmentYuan":' || n || '}' as f) facts`,
    [DISTRICT, units, PROJECTS],
  );
  await client.query('vacuum analyze project');
  await client.end();
};

interface Spread {
  readonly p50: number;
  readonly p99: number;
}

const spread = (times: number[]): Spread => {
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(ROUNDS / 2)]!, p99: times[Math.floor(ROUNDS * 0.99)]! };
};

const once = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

/** Milliseconds of both, the middle and the slowest of a hundred; in turn, so that what else the machine does meets both. */
const timed = async (ours: () => Promise<unknown>, byHand: () => Promise<unknown>): Promise<readonly [Spread, Spread]> => {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push(await once(ours));
    times[1].push(await once(byHand));
  }
  return [spread(times[0]), spread(times[1])];
};

const NO_FILTER = { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null };
const windowOf = (over: Partial<ProjectWindow>): ProjectWindow => ({
  filter: NO_FILTER,
  order: 'updated',
  descending: true,
  from: null,
  backwards: false,
  limit: 50,
  ...over,
});

/** Lists through the repository, and the same statements by hand through pg as the same role, in turn. */
const main = async (): Promise<void> => {
  const test = await templateDatabase();
  const database = await Database.connect(test.appUrl);
  const { units } = await testDistrict(database, DISTRICT);
  await fill(test.superuserUrl, [units.bureau, units.town, units.finance, units.institution]);
  const client = new Client({ connectionString: test.appUrl });
  await client.connect();
  const middle = Date.UTC(2026, 0, 1) + 50_000 * 60_000;
  const cases: readonly (readonly [string, Partial<ProjectWindow>, string, readonly unknown[]])[] = [
    ['first page', {}, 'order by updated_at desc, project_id desc', []],
    [
      'a page in the middle',
      { from: { key: middle, projectId: '00000000-0000-0000-0000-000000000000' } },
      'and (updated_at, project_id) < ($2, $3) order by updated_at desc, project_id desc',
      [new Date(middle), '00000000-0000-0000-0000-000000000000'],
    ],
    [
      'by amount, of one unit',
      { order: 'amount', filter: { ...NO_FILTER, units: [units.town] } },
      'and unit_id = any($2::uuid[]) order by amount_fen desc, project_id desc',
      [[units.town]],
    ],
    [
      'a text that nearly nothing has',
      { filter: { ...NO_FILTER, text: '平台 99999' } },
      'and (title ilike $2 or code ilike $2) order by updated_at desc, project_id desc',
      ['%平台 99999%'],
    ],
  ];
  for (const [name, over, sql, values] of cases) {
    const ours = () => database.inDistrict(DISTRICT, ({ projects }) => projects.page(windowOf(over)));
    const byHand = async (): Promise<void> => {
      await client.query('begin');
      await client.query(`select set_config('guicheng.district', $1, true)`, [DISTRICT]);
      await client.query(`select * from project where district = $1 ${sql} limit 51`, [DISTRICT, ...values]);
      await client.query('commit');
    };
    await ours();
    await byHand();
    const [repository, hand] = await timed(ours, byHand);
    const shown = ({ p50, p99 }: Spread): string => `${p50.toFixed(2)} / ${p99.toFixed(2)} ms`;
    console.log(
      `${name}: repository p50/p99 ${shown(repository)}; by hand ${shown(hand)}; ratio ${(repository.p50 / hand.p50).toFixed(2)} / ${(repository.p99 / hand.p99).toFixed(2)}`,
    );
  }
  await client.end();
  await database.close();
  await test.close();
};

await main();
