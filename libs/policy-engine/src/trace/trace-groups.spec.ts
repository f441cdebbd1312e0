import { parseCivilDate, type CivilDate } from '@guicheng/kernel';
import { parseFacts } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { decide } from '../decide.ts';
import { Recording } from './recording.ts';

const { shelf, packs } = await heldPacks();

describe('a trace', () => {
  it('shows for each rule what the rule reads when it is evaluated all alone', () => {
    for (const { compiled, policy, cases } of packs)
      for (const { request } of cases.filter((_, index) => index % 5 === 0)) {
        const traced = decide(shelf, { ...request, district: policy.manifest.district.id }, { trace: true, closuresOnly: true });
        const question = [...compiled.questions.values()].find((one) => one.question === request.question);
        if (!traced.ok || question === undefined || traced.value.policy !== policy.manifest.id || traced.value.trace === undefined)
          continue;
        const facts = parseFacts(policy, question.question, request.facts);
        if (!facts.ok) throw new Error(JSON.stringify(facts.error));
        const asOf: CivilDate = parseCivilDate(request.asOf)!;
        const alone = question.groups.flatMap(({ rules }) =>
          rules.map((rule) => {
            if (!rule.ifStated.every((name) => name in facts.value)) return { holds: false, operands: [] };
            const record = new Recording(policy);
            record.start();
            const holds = rule.when.run({ facts: facts.value, asOf, memo: [], computed: [], record }) ?? null;
            return { holds, operands: record.operands };
          }),
        );
        expect(traced.value.trace.map(({ holds, operands }) => ({ holds, operands }))).toEqual(alone);
      }
  });
});
