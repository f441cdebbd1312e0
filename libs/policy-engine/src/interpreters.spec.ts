import { parseCivilDate } from '@guicheng/kernel';
import { parseFacts, type Expression, type FactValues, type JsonValue } from '@guicheng/policy-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR, policyOf } from '../fixtures/small-policy.ts';
import { completeFacts, condition } from '../fixtures/random-rules.ts';
import { ExpressionCompiler } from './expression-compiler.ts';
import type { Evaluation, Node } from './node.ts';
import { referenceInterpreter, toJsonLogic } from './reference/json-logic.ts';
import { RuleFault } from './rule-fault.ts';
import { Recording } from './trace/recording.ts';
import type { Value } from './value.ts';

const POLICY = policyOf();
const AS_OF = parseCivilDate('2024-03-15')!;
const reference = referenceInterpreter(CALENDAR);

function compile(expression: Expression): Node {
  const compiler = new ExpressionCompiler(POLICY, CALENDAR);
  const node = compiler.condition(expression, '');
  if (node === undefined) throw new Error(JSON.stringify(compiler.problems));
  return node;
}

function values(stated: Readonly<Record<string, JsonValue>>): FactValues {
  const parsed = parseFacts(POLICY, 'routing', stated);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const run = (node: Node, facts: FactValues, record?: Evaluation['record']): Value | undefined =>
  node.run({ facts, asOf: AS_OF, memo: [], computed: [], ...(record === undefined ? {} : { record }) });

/** Random rules that are too large or too deep are refused at save; they are no rules. */
const isSmall = (expression: Expression): boolean => JSON.stringify(expression).length < 4_000;
const rules = condition.filter(isSmall);

describe('the two interpreters', () => {
  it('agree on random well-typed rules and complete facts', () => {
    fc.assert(
      fc.property(rules, completeFacts, (expression, stated) => {
        const facts = values(stated);
        expect(run(compile(expression), facts)).toBe(reference(toJsonLogic(POLICY, expression), { ...facts, asOf: AS_OF }));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('unknown facts', () => {
  it('never make a rule say what learning them contradicts', () => {
    fc.assert(
      fc.property(
        rules,
        completeFacts,
        fc.subarray(['yes', 'flag', 'count', 'amountYuan', 'partYuan', 'day', 'kind', 'papers']),
        (expression, stated, forgotten) => {
          const node = compile(expression);
          const fewer = Object.fromEntries(Object.entries(stated).filter(([name]) => !forgotten.includes(name)));
          const before = run(node, values(fewer));
          if (before !== undefined) expect(before).toBe(run(node, values(stated)));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('leave nothing unknown once all facts are stated', () => {
    fc.assert(fc.property(rules, completeFacts, (expression, stated) => typeof run(compile(expression), values(stated)) === 'boolean'));
  });

  const [T, F, U] = ['yes', 'flag', 'unstated'].map((name) =>
    name === 'unstated' ? ({ '==': [{ var: 'count' }, 1] } as Expression) : ({ var: name } as Expression),
  );
  const facts = values({ yes: true, flag: false });

  it.each([
    ['false and unknown', { and: [F!, U!] }, false],
    ['unknown and false', { and: [U!, F!] }, false],
    ['true and unknown', { and: [T!, U!] }, undefined],
    ['true or unknown', { or: [U!, T!] }, true],
    ['false or unknown', { or: [F!, U!] }, undefined],
    ['not unknown', { '!': [U!] }, undefined],
    ['if unknown then A else A', { if: [U!, T!, true] }, true],
    ['if unknown then A else B', { if: [U!, T!, F!] }, undefined],
    ['three parts with a false one', { and: [U!, T!, F!] }, false],
  ])('%s', (_title, expression, expected) => {
    expect(run(compile(expression as Expression), facts)).toBe(expected);
  });
});

describe('recording', () => {
  it('changes no value', () => {
    fc.assert(
      fc.property(rules, completeFacts, (expression, stated) => {
        const node = compile(expression);
        const record = new Recording(POLICY);
        record.start();
        expect(run(node, values(stated), record)).toBe(run(node, values(stated)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('evaluation', () => {
  it('reads own facts only: names of Object.prototype are unknown', () => {
    expect('constructor' in values({})).toBe(false);
    expect(Object.getPrototypeOf(values({ yes: true }))).toBeNull();
  });

  it('refuses what it cannot compute exactly instead of rounding', () => {
    const node = compile({ '>': [{ '+': [{ var: 'amountYuan' }, { yuan: '90071992547409.91' }] }, { yuan: 0 }] });
    expect(() => run(node, values({ amountYuan: 0.01 }))).toThrow(RuleFault);
  });
});
