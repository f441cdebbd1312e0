import { describe, expect, it } from 'vitest';
import { typedWish, type FieldMeaning } from './typed-wish.ts';

const field: FieldMeaning = (name) =>
  ({
    route: { type: 'code' as const, meaning: 'route', enum: { filing: '备案制', 'conference-review': '联席会议审核' } },
    complete: { type: 'boolean' as const, meaning: 'complete' },
    missing: { type: 'list-of-code' as const, meaning: 'missing', enum: { plan: '方案', form: '表格' } },
  })[name];

describe('what is wanted, as typed', () => {
  it('reads fields by their type, codes also by their Chinese label', () => {
    expect(typedWish(['route=联席会议审核', 'complete=是', 'missing=plan,form', 'status=determined', 'unblocked'], field)).toEqual({
      ok: true,
      value: {
        status: 'determined',
        withoutBlockers: true,
        outcome: { route: 'conference-review', complete: true, missing: ['plan', 'form'] },
      },
    });
    expect(typedWish(['without=late, over-limit'], field)).toEqual({ ok: true, value: { withoutBlockers: ['late', 'over-limit'] } });
  });

  it('leaves what it does not know to the engine to refuse by name', () => {
    expect(typedWish(['nowhere=1', 'route=elsewhere'], field)).toEqual({
      ok: true,
      value: { outcome: { nowhere: '1', route: 'elsewhere' } },
    });
    expect(typedWish([], field)).toEqual({ ok: true, value: {} });
  });

  it('refuses what is no wish, all at once', () => {
    const refused = typedWish(['route', '=filing', 'route=filing', 'route=filing', 'status=a', 'status=b'], field);
    expect(refused.ok ? [] : refused.error.map(({ code, zh }) => `${code} ${zh}`)).toEqual([
      'usage “route”不是“字段=值”、unblocked 或 without=代码 的写法。',
      'usage “=filing”不是“字段=值”、unblocked 或 without=代码 的写法。',
      'usage “route”给了两次。',
      'usage “status”给了两次。',
    ]);
  });
});
