import type { CivilDate } from '@guicheng/kernel';
import type { OperandTrace, Policy, RuleTrace } from '@guicheng/policy-model';
import type { CompiledQuestion } from '../compiled-policy.ts';
import { printOperand } from '../trace/print-operand.ts';
import { ReadList } from '../trace/read-list.ts';
import { ruleTrace } from '../trace/trace-groups.ts';
import type { Value } from '../value.ts';
import { isSet, type BitLayout } from './bit-layout.ts';
import type { FactLayout, FactRow } from './fact-row.ts';
import { made, type Memo } from './generated-code.ts';
import { writeTrace } from './trace-writer.ts';
import type { TracedValue } from './tracing-writer.ts';

type Holds = boolean | null;
type Tracer = (row: FactRow, asOf: CivilDate, memo: Memo, reads: ReadList, holds: Holds[], lists: (readonly number[])[]) => void;

/** The trace of a question by generated code: every rule's condition once, every notion once. */
export class FastTrace {
  private constructor(
    private readonly policy: Policy,
    private readonly bits: BitLayout,
    private readonly values: readonly TracedValue[],
    private readonly tracer: Tracer,
  ) {}

  /** undefined: no code can be generated here. Throws `CodeTooLong`. */
  static of(policy: Policy, question: CompiledQuestion, layout: FactLayout, bits: BitLayout): FastTrace | undefined {
    const code = writeTrace(question, layout);
    const tracer = made<Tracer>(code);
    return tracer && new FastTrace(policy, bits, code.values, tracer);
  }

  /** What every rule came to and on which values. `words`: which rules apply, of the same facts. One value is one object, wherever it was read. */
  trace(row: FactRow, asOf: CivilDate, words: Int32Array): RuleTrace[] {
    const memo: Memo = [];
    const holds: Holds[] = [];
    const lists: (readonly number[])[] = [];
    this.tracer(row, asOf, memo, new ReadList(), holds, lists);
    const operands = new Array<OperandTrace | undefined>(this.values.length).fill(undefined);
    const operand = (number: number): OperandTrace => (operands[number] ??= this.operand(this.values[number]!, row, asOf, memo));
    const traced: RuleTrace[] = [];
    let [lastList, lastOperands]: [readonly number[] | undefined, OperandTrace[]] = [undefined, []];
    for (const { group, rules } of this.bits.groups)
      for (let index = 0; index < rules.length; index++) {
        const rule = group.rules[index]!;
        const list = lists[traced.length]!;
        const held = holds[traced.length]!;
        if (list !== lastList) [lastList, lastOperands] = [list, list.map(operand)];
        const displacing = held === false ? undefined : rule.exceptions.find((exception) => isSet(words, rules[exception]!.applies));
        traced.push(
          ruleTrace(group.source.id, rule, held, displacing === undefined ? undefined : group.rules[displacing]!.id, lastOperands),
        );
      }
    return traced;
  }

  private operand({ source, name, place }: TracedValue, row: FactRow, asOf: CivilDate, memo: Memo): OperandTrace {
    const value =
      source === 'context' ? asOf : place === undefined ? undefined : ((source === 'fact' ? row : memo)[place] as Value | undefined);
    return value === undefined ? { source, name } : { source, name, value: printOperand(this.policy, source, name, value) };
  }
}
