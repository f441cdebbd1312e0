import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PreparingClient, prepared } from './prepared-statements.ts';

describe('a connection', () => {
  let test: TestDatabase;
  let client: PreparingClient;

  beforeAll(async () => {
    test = await templateDatabase();
    client = new PreparingClient({ connectionString: test.appUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await test.close();
  });
  const kept = async (): Promise<string[]> =>
    (await client.query<{ name: string }>('select name from pg_prepared_statements order by name')).rows.map(({ name }) => name);

  it('prepares the texts that are named once, and no other', async () => {
    const text = prepared('sum', 'select $1::int + $2::int as sum');
    for (const [a, b] of [
      [1, 2],
      [3, 4],
    ])
      expect((await client.query(text, [a, b])).rows).toEqual([{ sum: Number(a) + Number(b) }]);
    expect((await client.query('select $1::int as other', [1])).rows).toEqual([{ other: 1 }]);
    expect(await kept()).toEqual(['sum']);
  });

  it('answers callbacks, configurations and errors as any other', async () => {
    const text = prepared('divide', 'select 1 / $1::int as part');
    await expect(client.query(text, [0])).rejects.toMatchObject({ code: '22012' });
    expect((await client.query({ text, values: [1] })).rows).toEqual([{ part: 1 }]);
    const rows = await new Promise((resolve, reject) =>
      client.query(text, [1], (error: Error, result: { rows: unknown[] }) => (error ? reject(error) : resolve(result.rows))),
    );
    expect(rows).toEqual([{ part: 1 }]);
  });
});
