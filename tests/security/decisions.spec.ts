import { readFileSync } from 'node:fs';
import { KEPT, MOST_ANSWERS, MOST_PLACES, MOST_QUESTIONS, PASSWORD_COST, profileOf } from '@guicheng/application';
import { QUERY_LIMITS } from '@guicheng/graphql-api';
import { describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const text = readFileSync(new URL('../../apps/api/docs/security-decisions.md', import.meta.url), 'utf8');

/** The cells of the row that begins with these words. */
const row = (beginning: string): string[] => {
  const line = text.split('\n').find((one) => one.startsWith(`| ${beginning}`)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
};

describe('the security decisions', () => {
  it('state the limits that hold', () => {
    const { depth, fields, rootFields } = QUERY_LIMITS;
    expect(row('一条查询语句')[0]).toContain(`${depth} levels of fields，${fields} fields，${rootFields} root fields`);
    expect([row('一次请求的问题数'), row('并列比较的地方'), row('一次问答的回答数')]).toEqual([
      [String(MOST_QUESTIONS)],
      [String(MOST_PLACES)],
      [String(MOST_ANSWERS)],
    ]);
    expect(row('口令 passwords')[0]).toContain(`scrypt N=2^${PASSWORD_COST.log2N} r=${PASSWORD_COST.r} p=${PASSWORD_COST.p}`);
  });

  it('state passwords and sessions of both profiles as they are', () => {
    const profiles = [profileOf('modern'), profileOf('djbh-3')];
    const cells = (of: (profile: (typeof profiles)[number]) => number | string): string[] => profiles.map((profile) => String(of(profile)));
    expect(row('口令最短')).toEqual(cells(({ leastLength }) => leastLength));
    expect(row('字符种类')).toEqual(cells(({ leastKinds }) => leastKinds));
    expect(row('口令最长使用')).toEqual(cells(({ longestAge }) => (longestAge === null ? '不限 no limit' : longestAge / DAY)));
    expect(row('不得重复的旧口令')).toEqual(cells(({ history }) => history));
    expect(row('连续失败次数')).toEqual(cells(({ failuresAllowed }) => failuresAllowed));
    expect(row('空闲时限')).toEqual(cells(({ idleLimit }) => idleLimit / 60_000));
    expect(row('最长时限')).toEqual(cells(({ absoluteLimit }) => absoluteLimit / 3_600_000));
  });

  it('and the settings state how long everything is kept that is kept for a time', () => {
    const settings = readFileSync(new URL('../../apps/api/README.md', import.meta.url), 'utf8');
    const stated = [...settings.matchAll(/^\| `([a-z-]+)` .*\| (\d+) ([dh]) +\|$/gm)].map(([, what, count, unit]) => [
      what,
      Number(count) * (unit === 'd' ? DAY : DAY / 24),
    ]);
    expect(stated).toEqual(Object.entries(KEPT));
  });

  it('have their sixteen chapters', () => {
    expect([...text.matchAll(/^## (\d+) /gm)].map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
  });
});
