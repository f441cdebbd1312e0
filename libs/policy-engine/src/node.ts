import type { CivilDate } from '@guicheng/kernel';
import type { FactValues } from '@guicheng/policy-model';
import type { Operator } from './operator.ts';
import type { Recording } from './trace/recording.ts';
import type { Type } from './type.ts';
import type { Value } from './value.ts';

/** What an evaluation sees. Made anew for each decision; nothing in it outlives it. */
export interface Evaluation {
  /** Own properties only, no prototype; absent: unknown. */
  readonly facts: FactValues;
  readonly asOf: CivilDate;
  /** Values of the policy's definitions, computed at most once; by the definition's index. */
  readonly memo: (Value | undefined)[];
  readonly computed: boolean[];
  /** Told of each fact, definition and context value that is read; only while tracing. */
  readonly record?: Recording;
}

/** Evaluates to a value, or to `undefined`: unknown. */
export type Run = (evaluation: Evaluation) => Value | undefined;

/** A checked expression: its type, its compiled form, and its parts for those who look inside (missing facts, reference, analysis). */
export type Node = { readonly type: Type; readonly run: Run } & (
  | { readonly form: 'literal'; readonly value: Value }
  | { readonly form: 'fact'; readonly name: string }
  | { readonly form: 'as-of' }
  | { readonly form: 'definition'; readonly name: string; readonly definition: CompiledDefinition }
  | { readonly form: 'and' | 'or' | 'not' | 'if'; readonly args: readonly Node[] }
  | {
      readonly form: 'call';
      readonly operator: Operator;
      readonly apply: (...args: Value[]) => Value | undefined;
      readonly args: readonly Node[];
    }
);

/** A named notion, compiled. */
export interface CompiledDefinition {
  readonly name: string;
  readonly index: number;
  readonly body: Node;
}

/** The pseudo-fact that is missing when a needed year's official calendar is not published. */
export const WORKING_DAY_CALENDAR = 'workingDayCalendar';
