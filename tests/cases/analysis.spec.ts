import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCivilDate, WorkingDayCalendar } from '@guicheng/kernel';
import { analyseCompiled, cellsOf, compilePolicy, createShelf, decide, statedFacts } from '@guicheng/policy-engine';
import { readCalendars, readPolicies } from '@guicheng/policy-model/folder';
import { describe, expect, it, vi } from 'vitest';

// Long on a machine that is busy with all other tests.
vi.setConfig({ testTimeout: 180_000 });

const ROOT = new URL('../../policies', import.meta.url).pathname;
const [packs, calendars] = await Promise.all([readPolicies(ROOT), readCalendars(ROOT)]);
if (!packs.ok || !calendars.ok) throw new Error('the packs have problems');
const calendar = WorkingDayCalendar.of(calendars.value.years);
const SEED = 20_261_125;

describe.each(packs.value.map((pack) => [pack.policy.manifest.id, pack] as const))('%s', (_, { policy, digest, directory }) => {
  const compiled = compilePolicy(policy, digest, calendar);
  if (!compiled.ok) throw new Error('the pack does not compile');

  it('has no gap, conflict or dead rule that its notes do not explain', async () => {
    const notes = await readFile(join(directory, 'analysis-notes.json'), 'utf8').catch(() => '{}');
    const explained = new Set(Object.keys(JSON.parse(notes) as object));
    const { findings } = analyseCompiled(compiled.value, { mostSteps: 2_000, sample: 500, seed: SEED });
    expect(findings.filter(({ severity, key }) => severity === 'error' && !explained.has(key))).toEqual([]);
  });

  it('answers every cell that is stated as a person would state it', () => {
    const shelf = createShelf([compiled.value]);
    for (const { question } of compiled.value.questions.values())
      for (const { facts, asOf } of cellsOf(compiled.value, question, { most: 150, seed: SEED }).cells) {
        const request = {
          district: policy.manifest.district.id,
          question,
          asOf: formatCivilDate(asOf),
          mode: 'simulate' as const,
          facts: statedFacts(policy, facts),
        };
        const decision = decide(shelf, request);
        // What cannot be computed is refused with a code of its own; facts of a cell are never wrong in themselves.
        if (!decision.ok)
          expect(['division-by-zero', 'arithmetic-overflow', 'date-not-possible', 'date-out-of-range']).toContain(decision.error[0]!.code);
        else expect(decision.value.status, `${question} ${JSON.stringify(request)}`).not.toBe('contradictory-facts');
      }
  });
});
