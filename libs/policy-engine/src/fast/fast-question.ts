import type { CivilDate } from '@guicheng/kernel';
import { parseFactValue, type Decision, type JsonValue, type Policy, type RuleTrace } from '@guicheng/policy-model';
import { printOutcome, withoutRepeats } from '../answer.ts';
import type { CompiledQuestion } from '../compiled-policy.ts';
import { RuleFault } from '../rule-fault.ts';
import { sameValue, type Value } from '../value.ts';
import { assemblePath, entryOf, NOTHING } from './assemble-path.ts';
import { bitLayout, type BitLayout } from './bit-layout.ts';
import { emptyRow, layoutOf, type FactLayout, type FactRow } from './fact-row.ts';
import { FastTrace } from './fast-trace.ts';
import { made, type GeneratedFunctions, type Memo } from './generated-code.ts';
import { CodeTooLong, NOT_COMPUTED } from './module-writer.ts';
import type { Part, Places } from './part.ts';
import type { Path, PathAnswer, PathContest } from './path.ts';
import { PathTable } from './path-table.ts';
import { writeQuestion } from './question-writer.ts';

/** What generated code answers. */
export interface FastAnswer {
  readonly answer: PathAnswer;
  readonly trace: readonly RuleTrace[] | undefined;
}

/**
 * A question as generated code. Answers what is settled, exactly as closures would; leaves everything else (something open, contradictory or in
 * conflict, a value that cannot be computed) to them. What it keeps between decisions is only what any decision would make again.
 */
export class FastQuestion {
  readonly #words: Int32Array;
  readonly #memo: Memo;
  readonly #paths: PathTable;
  readonly #pointers: readonly string[];
  /** null: there can be none. */
  #trace: FastTrace | null | undefined;
  readonly #make: (words: Int32Array) => Path | null;

  private constructor(
    private readonly policy: Policy,
    private readonly question: CompiledQuestion,
    readonly layout: FactLayout,
    private readonly bits: BitLayout,
    places: Places,
    memoSize: number,
    private readonly functions: GeneratedFunctions,
  ) {
    this.#words = new Int32Array(bits.words);
    this.#memo = new Array<unknown>(memoSize).fill(NOT_COMPUTED);
    this.#paths = new PathTable(bits.words);
    this.#pointers = layout.names.map((name) => `/facts/${name}`);
    this.#make = (words) => assemblePath(policy, bits, places, words) ?? null;
  }

  /** undefined: no code can be generated here, or the question is too large for it. */
  static of(policy: Policy, question: CompiledQuestion): FastQuestion | undefined {
    const layout = layoutOf(policy, question.question);
    const bits = bitLayout(question);
    try {
      const code = writeQuestion(question, layout, bits);
      const functions = made<GeneratedFunctions>(code);
      const places = new Map(code.values.map((node, place) => [node, place]));
      return functions && new FastQuestion(policy, question, layout, bits, places, code.memoSize, functions);
    } catch (cause) {
      if (cause instanceof CodeTooLong) return undefined;
      throw cause;
    }
  }

  /** Parses stated facts; undefined: some are wrong, `parseFacts` says which. */
  parse(stated: Readonly<Record<string, unknown>>): FactRow | undefined {
    const { places, definitions } = this.layout;
    const row = emptyRow(this.layout);
    for (const name of Object.keys(stated)) {
      const place = places.get(name);
      if (place === undefined) return undefined;
      const parsed = parseFactValue(definitions[place]!, stated[name], this.#pointers[place]!);
      if ('problem' in parsed) return undefined;
      row[place] = parsed.value;
    }
    return row;
  }

  /** The answer; undefined: closures have to answer. */
  answer(row: FactRow, asOf: CivilDate): PathAnswer | undefined {
    try {
      const path = this.path(row, asOf);
      return path === undefined ? undefined : (path.answer ?? this.complete(path, row, asOf));
    } catch (cause) {
      // Closures come to the same fault, unless they never compute what was computed here.
      if (cause instanceof RuleFault) return undefined;
      throw cause;
    }
  }

  /** The answer, with what every rule came to when that was asked for; undefined: closures have to answer. */
  decide(row: FactRow, asOf: CivilDate, isTraced: boolean): FastAnswer | undefined {
    const answer = this.answer(row, asOf);
    if (answer === undefined || !isTraced) return answer && { answer, trace: undefined };
    this.#trace ??= this.makeTrace();
    // The words are still those of this answer.
    return this.#trace === null ? undefined : { answer, trace: this.#trace.trace(row, asOf, this.#words) };
  }

  private makeTrace(): FastTrace | null {
    try {
      return FastTrace.of(this.policy, this.question, this.layout, this.bits) ?? null;
    } catch (cause) {
      if (cause instanceof CodeTooLong) return null;
      throw cause;
    }
  }

  /** The path that the facts lead to. */
  private path(row: FactRow, asOf: CivilDate): Path | undefined {
    const words = this.#words;
    const memo = this.#memo;
    for (let index = 0; index < memo.length; index++) memo[index] = NOT_COMPUTED;
    return this.functions.run(row, asOf, memo, words) ? (this.#paths.find(words, this.#make) ?? undefined) : undefined;
  }

  /** The answer of a path with what these facts make of it. */
  private complete(path: Path, row: FactRow, asOf: CivilDate): PathAnswer | undefined {
    for (const [a, b] of path.checks) {
      const value = this.valueOf(a, row, asOf);
      if (value === undefined || !sameValue(value, this.valueOf(b, row, asOf))) return undefined;
    }
    const outcome: Record<string, JsonValue> = { ...path.outcome };
    for (const { name, definition, part } of path.computed) {
      const value = this.functions.values[part.computed]!(row, asOf, this.#memo);
      if (value === undefined) return undefined;
      outcome[name] = printOutcome(definition, value);
    }
    const { status, blockers, warnings, because } = path;
    const contested = path.contested ?? withoutRepeats(path.contests.map((contest) => this.contestedEntry(contest, row, asOf)));
    return { status, outcome, missingFacts: NOTHING, blockers, warnings, because, contested };
  }

  private contestedEntry({ source, alternative, fields }: PathContest, row: FactRow, asOf: CivilDate): Decision['contested'][number] {
    if (fields.length === 0) return entryOf(source, alternative);
    const full: Record<string, JsonValue> = { ...alternative };
    for (const { name, definition, part } of fields) {
      const value = this.valueOf(part, row, asOf);
      if (value !== undefined) full[name] = printOutcome(definition, value);
    }
    return entryOf(source, full);
  }

  private valueOf(part: Part, row: FactRow, asOf: CivilDate): Value | undefined {
    return 'literal' in part ? part.literal : this.functions.values[part.computed]!(row, asOf, this.#memo);
  }
}
