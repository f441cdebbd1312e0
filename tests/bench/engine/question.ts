import { WorkingDayCalendar, parseCivilDate } from '@guicheng/kernel';
import { compilePolicy, createShelf, decide, prepareQuestion, toJsonLogic } from '@guicheng/policy-engine';
import type { CompiledPolicy, CompiledRule, FactRow, Node, PreparedQuestion, Shelf } from '@guicheng/policy-engine';
import { parseFacts } from '@guicheng/policy-model';
import type { Decision, DecisionRequest, Expression, FactValue, JsonValue, Question } from '@guicheng/policy-model';
import type { LoadedPolicy } from '@guicheng/policy-model/folder';
import { openLibrary } from 'guicheng/cases';
import { processorTime } from './timing.ts';
import { randomFacts } from '../../../libs/policy-engine/fixtures/random-facts.ts';

const POLICY = 'yangpu/2023-10';
const QUESTION: Question = 'routing';
const AS_OF = '2024-03-18';
export const SEED = 20261125;
const RANDOM_FACTS = 3_000;

/** A rule of the question: its condition as the engine runs it and as plain JSON-Logic, its group's condition included. */
export interface BenchRule {
  readonly id: string;
  readonly node: Node;
  readonly logic: Expression;
  /** Facts that the condition can read. */
  readonly facts: readonly string[];
}

/**
 * Facts of one project, in the form that each of the compared programs takes, and what the closures answer. Copies only: V8 allocates what it saw
 * survive in the old space from then on, and an engine whose objects were all kept here would be measured with the wrong memory.
 */
export interface Sample {
  readonly row: FactRow;
  readonly request: DecisionRequest;
  /** Parsed facts and `asOf` under their names, every object with the same keys in the same order; unknown: undefined. */
  readonly data: Readonly<Record<string, FactValue | undefined>>;
  readonly answer: Pick<Decision, 'status' | 'outcome' | 'blockers' | 'warnings'>;
  /** The whole answer as text. */
  readonly text: string;
  /** A case of the pack; otherwise random. */
  readonly isCase: boolean;
}

/** The question that is measured, with everything the programs are given. */
export interface BenchQuestion {
  readonly title: string;
  readonly shelf: Shelf;
  readonly packs: readonly LoadedPolicy[];
  readonly policy: CompiledPolicy;
  readonly prepared: PreparedQuestion;
  readonly rules: readonly BenchRule[];
  readonly samples: readonly Sample[];
}

/** Reads the packs and gathers the samples: the pack's own cases of the question and random facts around its thresholds. */
export async function benchQuestion(): Promise<BenchQuestion> {
  const library = await openLibrary();
  if (!library.ok) throw new Error('the packs have problems: run guicheng pack check policies');
  const { shelf, policies: packs } = library.value;
  const held = packs.find(({ policy }) => policy.manifest.id === POLICY);
  const policy = [...shelf.districts.values()].flat().find((one) => one.policy.manifest.id === POLICY);
  const compiled = policy?.questions.get(QUESTION);
  if (held === undefined || policy === undefined || compiled === undefined) throw new Error(`${POLICY} has no ${QUESTION}`);
  const district = policy.policy.manifest.district.id;
  const prepared = prepareQuestion(shelf, { district, question: QUESTION, asOf: AS_OF });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
  const sampleOf = (facts: DecisionRequest['facts'], isCase: boolean): Sample[] => {
    const request: DecisionRequest = { district, question: QUESTION, asOf: AS_OF, facts };
    const [row, values] = [prepared.value.parse(facts), parseFacts(policy.policy, QUESTION, facts)];
    const decided = decide(shelf, request, { closuresOnly: true });
    if (!row.ok || !values.ok || !decided.ok) return [];
    const data: Record<string, FactValue | undefined> = { asOf: parseCivilDate(AS_OF) };
    for (const [name, { questions }] of Object.entries(policy.policy.facts))
      if (questions.includes(QUESTION)) data[name] = values.value[name];
    const text = JSON.stringify(decided.value);
    const { status, outcome, blockers, warnings } = JSON.parse(text) as Decision;
    return [{ row: [...row.value], request, data, answer: { status, outcome, blockers, warnings }, text, isCase }];
  };
  const cases = held.cases.filter(({ request }) => request.question === QUESTION);
  return {
    title: `${POLICY} ${QUESTION}`,
    shelf,
    packs,
    policy,
    prepared: prepared.value,
    rules: compiled.groups.flatMap(({ source, rules }) => rules.map((rule) => benchRule(policy, source.when, rule))),
    samples: [
      ...cases.flatMap(({ request }) => sampleOf(request.facts, true)),
      ...take(randomFacts(policy, QUESTION, SEED), RANDOM_FACTS).flatMap((facts) => sampleOf(facts, false)),
    ],
  };
}

/** A sample whose answer is determined: the programs that know no unknowns can be asked too. */
export const isDetermined = ({ answer }: Sample): boolean => answer.status === 'determined';

const benchRule = ({ policy }: CompiledPolicy, groupWhen: Expression | undefined, rule: CompiledRule): BenchRule => ({
  id: rule.id,
  node: rule.when,
  logic: toJsonLogic(policy, groupWhen === undefined ? rule.source.when : { and: [groupWhen, rule.source.when] }),
  facts: [...factsOf(rule.when), ...rule.ifStated],
});

function factsOf(node: Node): string[] {
  if (node.form === 'fact') return [node.name];
  if (node.form === 'definition') return factsOf(node.definition.body);
  return 'args' in node ? node.args.flatMap(factsOf) : [];
}

function take(facts: Generator<Record<string, JsonValue>>, count: number): Record<string, JsonValue>[] {
  const taken: Record<string, JsonValue>[] = [];
  for (const one of facts) if (taken.push(one) === count) break;
  return taken;
}

/** Milliseconds of processor time to check and compile each pack, whole, median of some runs; and to generate the code of the question. */
export function compileTimes({ packs, policy }: BenchQuestion): { readonly name: string; readonly values: number[] }[] {
  const runs = 9;
  const timed = (work: () => void): number[] =>
    Array.from({ length: runs }, () => {
      const started = processorTime();
      work();
      return (processorTime() - started) / 1000;
    });
  return [
    ...packs.map(({ policy: pack, digest }) => ({
      name: `compile ${pack.manifest.id}`,
      values: timed(() => void compilePolicy(pack, digest, policy.calendar)),
    })),
    {
      name: `compile ${POLICY} and generate the code of ${QUESTION}`,
      values: timed(() => {
        const compiled = compilePolicy(policy.policy, policy.digest, policy.calendar);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
        const prepared = prepareQuestion(createShelf([compiled.value]), {
          district: policy.policy.manifest.district.id,
          question: QUESTION,
          asOf: AS_OF,
        });
        if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
      }),
    },
  ];
}

/** A calendar for programs that are never asked for one. */
export const NO_CALENDAR = WorkingDayCalendar.of([]);
