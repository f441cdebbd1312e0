import { parseCivilDate, parseDecimal, WorkingDayCalendar } from '@guicheng/kernel';
import { compilePolicy, type CompiledDefinition } from '@guicheng/policy-engine';
import { parseFacts, type Definition } from '@guicheng/policy-model';
import { policyOf } from '../../libs/policy-engine/fixtures/small-policy.ts';
import { mapRule, NotInTheLanguage, type MappedRule } from './map-rule.ts';
import type { SuiteCase } from './read-suites.ts';

/** What became of one assertion. `refused`: the language refuses it by design; `code` says why. */
export type Verdict =
  | { readonly kind: 'pass' }
  /** The suite expects an error, and the language refuses. */
  | { readonly kind: 'both-refuse' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'fail'; readonly ours: unknown };

const CALENDAR = WorkingDayCalendar.of([]);
const AS_OF = parseCivilDate('2024-01-01')!;

/** Runs one assertion of a public suite in our language. */
export function runCase(one: SuiteCase): Verdict {
  const refused = (code: string): Verdict => (one.isError ? { kind: 'both-refuse' } : { kind: 'refused', code });
  try {
    const mapped = mapRule(one.rule, one.data);
    const type = typeOfResult(one);
    const compiled = compiledOf(mapped, type);
    if (typeof compiled === 'string') return refused(compiled);
    const facts = parseFacts(compiled.policy, 'version', mapped.stated);
    if (!facts.ok) return refused(facts.error[0]!.code);
    const ours = compiled.definition.body.run({ facts: facts.value, asOf: AS_OF, memo: [], computed: [] });
    if (ours === undefined) return refused('needs-facts');
    if (one.isError)
      return isShorthand(one.rule) ? { kind: 'refused', code: 'single-argument-without-list-allowed' } : { kind: 'fail', ours };
    return isSame(type, ours, one.expected) ? { kind: 'pass' } : { kind: 'fail', ours };
  } catch (cause) {
    if (cause instanceof NotInTheLanguage) return refused(cause.code);
    if (cause instanceof Error && cause.name === 'RuleFault' && 'code' in cause) return refused(String(cause.code));
    throw cause;
  }
}

function typeOfResult({ expected }: SuiteCase): Definition['type'] {
  if (typeof expected === 'number') return Number.isSafeInteger(expected) ? 'integer' : 'decimal';
  if (typeof expected === 'string') return 'text';
  if (Array.isArray(expected))
    return expected.every((member) => typeof member === 'number') && expected.length > 0 ? 'list-of-integer' : 'list-of-code';
  return 'boolean';
}

function compiledOf(
  { expression, facts }: MappedRule,
  type: Definition['type'],
): string | { readonly policy: ReturnType<typeof policyOf>; readonly definition: CompiledDefinition } {
  const base = policyOf({ definitions: { rule: { titleZh: '规则', titleEn: 'rule', type, cites: ['a1'], is: expression } } });
  const policy = { ...base, facts };
  const compiled = compilePolicy(policy, 'digest', CALENDAR);
  return compiled.ok ? { policy, definition: compiled.value.definitions.get('rule')! } : compiled.error[0]!.code;
}

/** Decimals are millionths in the engine. */
function isSame(type: Definition['type'], ours: unknown, expected: unknown): boolean {
  if (type !== 'decimal') return JSON.stringify(ours) === JSON.stringify(expected);
  const parsed = parseDecimal(expected as number);
  return parsed.ok && parsed.value === ours;
}

/** `{"and": true}` for `{"and": [true]}`: some suites make it an error, this language (like json-logic-js) allows it. */
const isShorthand = (rule: unknown): boolean =>
  typeof rule === 'object' && rule !== null && Object.values(rule).some((argument) => !Array.isArray(argument));
