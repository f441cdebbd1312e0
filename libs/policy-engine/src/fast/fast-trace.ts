import type { CivilDate } from '@guicheng/kernel';
import type { OperandTrace, Policy, RuleTrace, ValueType } from '@guicheng/policy-model';
import type { CompiledQuestion, CompiledRule } from '../compiled-policy.ts';
import { operandType, printOperand } from '../trace/print-operand.ts';
import { ReadList } from '../trace/read-list.ts';
import { ruleTrace } from '../trace/trace-groups.ts';
import type { Value } from '../value.ts';
import { isSet, type Bit, type BitLayout, type GroupBits } from './bit-layout.ts';
import type { FactLayout, FactRow } from './fact-row.ts';
import { made, type Memo } from './generated-code.ts';
import { writeTrace } from './trace-writer.ts';
import type { TracedValue } from './tracing-writer.ts';

type Holds = boolean | null;
type Tracer = (row: FactRow, asOf: CivilDate, memo: Memo, reads: ReadList, holds: Holds[], lists: OperandTrace[][]) => void;

/** A value of the trace and as what it is written. */
type ShownValue = TracedValue & { readonly type: ValueType };

/** A rule of the trace, with the bits of those that displace it. */
interface TracedRule {
  readonly group: string;
  readonly rule: CompiledRule;
  readonly displacing: readonly { readonly id: string; readonly applies: Bit }[];
}

/** The trace of a question by generated code: every rule's condition once, every notion once. */
export class FastTrace {
  private constructor(
    private readonly rules: readonly TracedRule[],
    private readonly values: readonly ShownValue[],
    private readonly tracer: Tracer,
  ) {}

  /** undefined: no code can be generated here. Throws `CodeTooLong`. */
  static of(policy: Policy, question: CompiledQuestion, layout: FactLayout, bits: BitLayout): FastTrace | undefined {
    const code = writeTrace(question, layout);
    const tracer = made<Tracer>(code);
    return (
      tracer &&
      new FastTrace(
        bits.groups.flatMap(tracedRules),
        code.values.map((value) => ({ ...value, type: operandType(policy, value.source, value.name) })),
        tracer,
      )
    );
  }

  /** What every rule came to and on which values. `words`: which rules apply, of the same facts. One value is one object, wherever it was read. */
  trace(row: FactRow, asOf: CivilDate, words: Int32Array): RuleTrace[] {
    const { length } = this.rules;
    const memo: Memo = [];
    const holds = new Array<Holds>(length);
    const lists = new Array<OperandTrace[]>(length);
    const reads = new ReadList((number) => this.operand(this.values[number]!, row, asOf, memo), this.values.length);
    this.tracer(row, asOf, memo, reads, holds, lists);
    const traced = new Array<RuleTrace>(length);
    for (let index = 0; index < length; index++) {
      const { group, rule, displacing } = this.rules[index]!;
      const held = holds[index]!;
      traced[index] = ruleTrace(group, rule, held, held === false ? undefined : displacedBy(displacing, words), lists[index]!);
    }
    return traced;
  }

  private operand(traced: ShownValue, row: FactRow, asOf: CivilDate, memo: Memo): OperandTrace {
    const { source, name } = traced;
    const value = valueOf(traced, row, asOf, memo);
    return value === undefined ? { source, name } : { source, name, value: printOperand(traced.type, value) };
  }
}

function valueOf({ source, place, figure }: TracedValue, row: FactRow, asOf: CivilDate, memo: Memo): Value | undefined {
  if (source === 'context') return asOf;
  return place === undefined ? figure : ((source === 'fact' ? row : memo)[place] as Value | undefined);
}

const tracedRules = ({ group, rules }: GroupBits): TracedRule[] =>
  group.rules.map((rule) => ({
    group: group.source.id,
    rule,
    displacing: rule.exceptions.map((exception) => ({ id: group.rules[exception]!.id, applies: rules[exception]!.applies })),
  }));

function displacedBy(displacing: TracedRule['displacing'], words: Int32Array): string | undefined {
  for (let index = 0; index < displacing.length; index++) if (isSet(words, displacing[index]!.applies)) return displacing[index]!.id;
  return undefined;
}
