import { decide, decideAll, prepareQuestion, type CompiledPolicy, type Shelf } from '@guicheng/policy-engine';
import type { DecisionRequest, Question } from '@guicheng/policy-model';
import { openLibrary } from 'guicheng/cases';
import { randomFacts } from '../../libs/policy-engine/fixtures/random-facts.ts';
import { Progress } from './progress.ts';

const FACTS_AT_A_TIME = 50;

/** Random facts about every question of every held pack: code, closures, traces and bulk give the same to the byte. Throws at the first that differs. */
export async function packsPart(seed: number, each: number): Promise<string> {
  const library = await openLibrary();
  if (!library.ok) throw new Error('the packs have problems: run guicheng pack check policies');
  const { shelf } = library.value;
  const questions = [...shelf.districts.values()]
    .flat()
    .flatMap((compiled) => [...compiled.questions.keys()].map((question) => ({ compiled, question })));
  const progress = new Progress('各规则包 held packs', questions.length * each);
  for (const { compiled, question } of questions) {
    const stated = randomFacts(compiled, question, seed);
    for (let made = 0; made < each; made += FACTS_AT_A_TIME) {
      const count = Math.min(FACTS_AT_A_TIME, each - made);
      compare(
        shelf,
        compiled,
        question,
        Array.from({ length: count }, () => stated.next().value as DecisionRequest['facts']),
      );
      await progress.add(count);
    }
  }
  progress.end(`${questions.length} 个问题 questions`);
  return `held packs ${progress.done.toLocaleString('en')} (${questions.length} questions)`;
}

function compare(shelf: Shelf, compiled: CompiledPolicy, question: Question, many: readonly DecisionRequest['facts'][]): void {
  const { manifest } = compiled.policy;
  const head = { district: manifest.district.id, question, asOf: manifest.effectiveFrom ?? '2024-06-03', mode: 'simulate' as const };
  const prepared = prepareQuestion(shelf, head);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
  const rows = many.flatMap((facts) => {
    const row = prepared.value.parse(facts);
    return row.ok ? [row.value] : [];
  });
  if (rows.length !== many.length) throw new Error('facts were refused');
  const bulk = decideAll(prepared.value, rows);
  for (const facts of many) {
    const single = decide(shelf, { ...head, facts });
    const traced = decide(shelf, { ...head, facts }, { trace: true });
    const pairs = [
      ['code and closures', single, decide(shelf, { ...head, facts }, { closuresOnly: true })],
      ['bulk and single', bulk.next().value, single],
      ['traces', traced, decide(shelf, { ...head, facts }, { trace: true, closuresOnly: true })],
      ['trace on and off', traced.ok ? { ok: true, value: { ...traced.value, trace: undefined } } : traced, single],
    ] as const;
    for (const [law, a, b] of pairs)
      if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${law}: ${JSON.stringify({ ...head, policy: manifest.id, facts })}`);
  }
}
