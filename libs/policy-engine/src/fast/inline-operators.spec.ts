import { parseCivilDate } from '@guicheng/kernel';
import { parseFacts, type Expression } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { CALENDAR, policyOf } from '../../fixtures/small-policy.ts';
import { ExpressionCompiler } from '../expression-compiler.ts';
import type { Node } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import { layoutOf, rowOf } from './fact-row.ts';
import { made, type GeneratedFunctions } from './generated-code.ts';
import { INLINE } from './inline-operators.ts';
import { ModuleWriter } from './module-writer.ts';

const POLICY = policyOf();
const LAYOUT = layoutOf(POLICY, 'routing');
const AS_OF = parseCivilDate('2024-03-15')!;

function valueOrFault(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (cause) {
    if (cause instanceof RuleFault) return cause.code;
    throw cause;
  }
}

/** The value of an expression by closures and by code. */
function both(expression: Expression, stated: Readonly<Record<string, unknown>>): [unknown, unknown] {
  const compiler = new ExpressionCompiler(POLICY, CALENDAR);
  const node: Node | undefined = compiler.compile(expression, '');
  const facts = parseFacts(POLICY, 'routing', stated);
  if (node === undefined || !facts.ok) throw new Error(JSON.stringify([compiler.problems, facts]));
  const module = new ModuleWriter(LAYOUT);
  module.evaluator('V0', node);
  const constants = module.constants.values.map((_, index) => `const k${index}=k[${index}];`);
  const code = made<GeneratedFunctions['values'][number]>({
    text: [...constants, ...module.functions, 'return V0;'].join('\n'),
    constants: module.constants.values,
  })!;
  return [
    valueOrFault(() => node.run({ facts: facts.value, asOf: AS_OF, memo: [], computed: [] })),
    valueOrFault(() => code(rowOf(LAYOUT, facts.value), AS_OF, [])),
  ];
}

const A = { var: 'amountYuan' };
const B = { var: 'partYuan' };
const SHARE = { ratio: [B, A] };
const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='].flatMap((operator): Expression[] => [
  { [operator]: [A, B] },
  { [operator]: [A, { yuan: '0.03' }] },
]);
const PERCENTAGES = ['atMost', 'atLeast', 'moreThan', 'lessThan'].flatMap((operator): Expression[] =>
  [30, '33.33', '0.5', 100].flatMap((percent): Expression[] => [
    { [operator]: [SHARE, { percent }] },
    { [operator]: [{ var: 'sharePercent' }, { percent }] },
  ]),
);
const EXPRESSIONS: readonly Expression[] = [
  ...COMPARISONS,
  ...PERCENTAGES,
  { '<=': [{ yuan: '0.01' }, A, { yuan: '0.03' }] },
  { '<': [B, A, { yuan: 1 }] },
  { '+': [A, B, { yuan: '0.01' }] },
  { '-': [A, B] },
  { '*': [A, { var: 'count' }] },
  { max: [A, B] },
  { min: [A, B, { yuan: '0.02' }] },
  { abs: { '-': [B, A] } },
  { in: [{ var: 'kind' }, ['new', 'upgrade']] },
  { in: [{ var: 'kind' }, []] },
  { in: ['plan', { var: 'papers' }] },
  { in: [{ var: 'count' }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]] },
  { isNone: [{ var: 'filedDay' }] },
  { '==': [{ var: 'filedDay' }, { var: 'day' }] },
  { count: [{ var: 'papers' }] },
  { isEmpty: [{ var: 'papers' }] },
  { if: [{ var: 'yes' }, A, { var: 'flag' }, B, { yuan: 1 }] },
  { if: [{ var: 'yes' }, SHARE, { ratio: [A, A] }] },
];

const AMOUNTS = [undefined, 0, 0.01, 0.02, 0.03, 1, '90071992547409.91'];
const STATED = AMOUNTS.flatMap((amountYuan, index) =>
  AMOUNTS.map((partYuan, other) => {
    const turn = index * AMOUNTS.length + other;
    const facts: Record<string, unknown> = { amountYuan, partYuan };
    if (turn % 3 > 0) facts['yes'] = turn % 3 === 1;
    if (turn % 5 > 0) facts['flag'] = turn % 5 < 3;
    if (turn % 4 > 0) facts['count'] = turn % 4;
    if (turn % 2 > 0) facts['kind'] = turn % 3 === 0 ? 'new' : 'operations';
    facts['papers'] = [[], ['plan'], ['form', 'plan']][turn % 3];
    facts['sharePercent'] = [30, 33.33, 0.5, 100, 0][turn % 5];
    facts['day'] = '2024-03-15';
    if (turn % 7 > 0) facts['filedDay'] = turn % 7 > 2 ? null : '2024-03-15';
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  }),
);

describe('an operator that code computes itself', () => {
  it.each(EXPRESSIONS.map((expression) => ({ expression, title: JSON.stringify(expression) })))(
    '$title gives what the operator gives',
    ({ expression }) => {
      for (const stated of STATED) {
        const [byClosures, byCode] = both(expression, stated);
        expect(byCode, JSON.stringify(stated)).toEqual(byClosures);
        expect(Object.is(byCode, -0)).toBe(false);
      }
    },
  );

  it('is tried here, each of them', () => {
    const tried = new Set(
      JSON.stringify(EXPRESSIONS)
        .match(/"([^"]+)":/g)!
        .map((key) => key.slice(1, -2)),
    );
    expect(Object.keys(INLINE).filter((name) => !tried.has(name))).toEqual([]);
  });
});
