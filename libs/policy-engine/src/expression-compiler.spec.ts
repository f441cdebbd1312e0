import type { Expression } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { CALENDAR, policyOf } from '../fixtures/small-policy.ts';
import { ExpressionCompiler } from './expression-compiler.ts';

const definition = (is: Expression, type: 'boolean' | 'money' = 'boolean') => ({
  titleZh: '定义',
  titleEn: 'definition',
  type,
  cites: ['a1'],
  is,
});

/** `code pointer` of each problem of a condition. */
function problemsOf(expression: unknown, definitions: Parameters<typeof policyOf>[0] = {}): string[] {
  const compiler = new ExpressionCompiler(policyOf(definitions), CALENDAR);
  compiler.condition(expression as Expression, '/when');
  return compiler.problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

const nested = (levels: number): Expression => Array.from({ length: levels }).reduce<Expression>((inner) => ({ '!': [inner] }), true);

describe('a condition is refused, with its place, when it has', () => {
  it.each<[string, unknown, string[]]>([
    ['an operator that does not exist', { '===': [1, 1] }, ['unknown-operator /when/===']],
    ['an operator of Object.prototype', { constructor: [1] }, ['unknown-operator /when/constructor']],
    ['a look-alike of an operator', { аnd: [true] }, ['unknown-operator /when/аnd']],
    ['a condition that may be none', { and: [{ '!': [{ var: 'answered' }] }, true] }, ['none-not-guarded /when/and/0/!/0']],
    ['two operators in one object', { and: [true], or: [true] }, ['operator-not-single /when']],
    ['no operator', {}, ['operator-not-single /when']],
    ['a fact that is not declared', { '==': [{ var: 'nope' }, 1] }, ['unknown-fact /when/==/0/var']],
    ['a path into the prototype', { var: 'constructor' }, ['unknown-fact /when/var']],
    ['a definition that does not exist', { def: 'nope' }, ['unknown-definition /when/def']],
    ['a code the fact does not have', { '==': [{ var: 'kind' }, 'old'] }, ['unknown-code /when/==/1']],
    ['a code the fact does not have, in a list', { in: [{ var: 'kind' }, ['new', 'old']] }, ['unknown-code /when/in/1']],
    ['an amount compared with a bare number', { '<': [{ var: 'amountYuan' }, 1000000] }, ['type-mismatch /when/</1']],
    ['a date compared with a text', { '<': [{ var: 'day' }, '2024-07-31'] }, ['type-mismatch /when/</1']],
    ['a money literal with a third decimal', { '<': [{ var: 'amountYuan' }, { yuan: '0.001' }] }, ['literal-not-valid /when/</1/yuan']],
    ['a date literal that does not exist', { '<': [{ var: 'day' }, { date: '2023-02-29' }] }, ['literal-not-valid /when/</1/date']],
    ['a bare number that is no integer', { '==': [{ var: 'count' }, 1.5] }, ['number-not-integer /when/==/1']],
    ['a value where a condition is needed', { and: [{ var: 'count' }] }, ['type-mismatch /when/and/0']],
    ['a comparison that may meet "none"', { '<=': [{ var: 'filedDay' }, { var: 'day' }] }, ['none-not-guarded /when/<=/0']],
    ['a question for "none" that can never be', { isNone: [{ var: 'day' }] }, ['never-none /when/isNone/0']],
    ['too few arguments', { '<': [{ var: 'count' }] }, ['argument-count /when/<']],
    [
      'a period without saying whether it rolls',
      { '<': [{ addMonths: [{ var: 'day' }, 6, 'sometimes'] }, { var: 'day' }] },
      ['period-end-missing /when/</0/addMonths/2'],
    ],
    ['a list that is not of literals', { in: [{ var: 'count' }, [1, { var: 'count' }]] }, ['list-not-literal /when/in/1']],
    ['null', null, ['expression-missing /when']],
    ['33 levels', nested(33), ['expression-too-deep /when/!/0' + '/!/0'.repeat(31)]],
    ['a field the object does not have', { '>': [{ fieldOf: [{ var: 'host' }, 'disks'] }, 1] }, ['unknown-field /when/>/0/fieldOf/1']],
    [
      'a percentage without its rounding',
      { '>': [{ percentOf: [{ percent: 10 }, { var: 'amountYuan' }, 'nearest'] }, { yuan: 1 }] },
      ['rounding-missing /when/>/0/percentOf/2'],
    ],
  ])('%s', (_title, expression, problems) => {
    expect(problemsOf(expression)).toEqual(problems);
  });

  it('several faults: all at once', () => {
    expect(
      problemsOf({
        and: [{ '==': [{ var: 'kind' }, 'old'] }, { nope: [] }, { or: [{ var: 'x' }, { '<': [{ var: 'count' }, { yuan: 1 }] }] }],
      }),
    ).toEqual([
      'unknown-code /when/and/0/==/1',
      'unknown-operator /when/and/1/nope',
      'unknown-fact /when/and/2/or/0/var',
      'type-mismatch /when/and/2/or/1/</1',
    ]);
  });

  it('a definition that refers to itself', () => {
    expect(
      problemsOf({ def: 'a' }, { definitions: { a: definition({ '!': [{ def: 'b' }] }), b: definition({ '!': [{ def: 'a' }] }) } }),
    ).toEqual(['definition-cycle /definitions/b/is/!/0/def']);
  });

  it('a definition of another type than it says', () => {
    expect(problemsOf({ '<': [{ def: 'a' }, { yuan: 1 }] }, { definitions: { a: definition({ var: 'count' }, 'money') } })).toEqual([
      'type-mismatch /definitions/a/is',
    ]);
  });

  it('more nodes than a rule may have', () => {
    expect(problemsOf({ or: Array.from({ length: 1_100 }, () => ({ var: 'yes' })) })).toEqual(['expression-too-large /when/or']);
  });
});

describe('a condition is accepted when it', () => {
  it.each<[string, Expression]>([
    ['is 32 levels deep', nested(31)],
    [
      'compares a nullable date behind its guard',
      { and: [{ '!': { isNone: { var: 'filedDay' } } }, { '<=': [{ var: 'filedDay' }, { var: 'day' }] }] },
    ],
    ['guards by or', { or: [{ isNone: { var: 'filedDay' } }, { '>': [{ var: 'filedDay' }, { var: 'day' }] }] }],
    ['guards by the branches of if', { if: [{ isNone: [{ var: 'filedDay' }] }, false, { '>': [{ var: 'filedDay' }, { var: 'day' }] }] }],
    ['compares a nullable code or date for equality', { '==': [{ var: 'filedDay' }, { var: 'day' }] }],
    ['reads a list of objects', { '>': [{ sumWhere: [{ var: 'modules' }, 'feeYuan', 'size', 'large'] }, { yuan: 1 }] }],
    ['compares between', { '<=': [{ yuan: 1 }, { var: 'amountYuan' }, { yuan: 2 }] }],
  ])('%s', (_title, expression) => {
    expect(problemsOf(expression)).toEqual([]);
  });

  it('guards by a definition', () => {
    expect(
      problemsOf(
        { and: [{ def: 'isFiled' }, { '<=': [{ var: 'filedDay' }, { var: 'day' }] }] },
        { definitions: { isFiled: definition({ '!': { isNone: [{ var: 'filedDay' }] } }) } },
      ),
    ).toEqual([]);
  });
});
