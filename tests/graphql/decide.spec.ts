import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, yangpuRouting, type Data, type TestApi } from './test-api.ts';

const DECIDE = /* GraphQL */ `
  query ($input: DecideInput!) {
    decide(input: $input) {
      __typename
      ... on Decision {
        id
        district
        question
        asOf
        policy
        policyStatus
        digest
        status
        outcome {
          __typename
          ... on RoutingOutcome {
            route
            thirdPartyAppraisal
            detail
          }
          ... on SubmissionOutcome {
            detail
          }
          ... on DeadlinesOutcome {
            detail
          }
        }
        outcomeJson
        outcomeOnlyInJson
        missingFacts
        blockers {
          code
          known
          titleZh
          strength
        }
        warnings {
          code
          known
          titleZh
        }
        because {
          rule
          titleZh
          titleEn
          strength
          clauses
          citations {
            id
            document
            documentTitleZh
            article
            summaryEn
            textDigest
          }
        }
        contested {
          clause
          reading
          alternative
          alternativeStatus
          citation {
            article
          }
        }
        error {
          code
          message
          pointer
          facts
        }
        receipt
      }
      ... on RequestRefused {
        problems {
          code
          pointer
          messageZh
          messageEn
        }
      }
    }
  }
`;

describe('decide', () => {
  let api: TestApi;
  const decide = async (input: Record<string, unknown>): Promise<Data> => {
    const { body } = await api.ask(DECIDE, { input });
    expect(body.errors).toBeUndefined();
    return body.data!['decide'];
  };

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('answers with the outcome typed and as the contract writes it, and the clauses it stands on', async () => {
    const decision = await decide(yangpuRouting({ id: 'a-1' }));
    expect(decision).toMatchObject({
      __typename: 'Decision',
      id: 'a-1',
      district: 'yangpu',
      question: 'ROUTING',
      asOf: '2024-03-18',
      policy: 'yangpu/2023-10',
      policyStatus: 'IN_FORCE',
      status: 'DETERMINED',
      outcome: { __typename: 'RoutingOutcome', route: 'CONFERENCE_REVIEW', thirdPartyAppraisal: true },
      outcomeJson: { route: 'conference-review', thirdPartyAppraisal: true },
      outcomeOnlyInJson: [],
      missingFacts: [],
      error: null,
      receipt: null,
    });
    expect(decision['digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    for (const reason of decision['because']) {
      expect(reason.titleZh).toBeTruthy();
      expect(reason.citations.map(({ id }: { id: string }) => id)).toEqual(reason.clauses);
      for (const clause of reason.citations) expect(clause.documentTitleZh && clause.article).toBeTruthy();
    }
  });

  it('keeps both sides of the threshold apart to the fen, whichever way the amount is written', async () => {
    for (const amount of [999_999.99, '999999.99'])
      expect((await decide(yangpuRouting({ facts: { ...YANGPU_ROUTING_FACTS, constructionAmountYuan: amount } })))['outcome'].route).toBe(
        'FILING',
      );
    const literal = await api.ask(/* GraphQL */ `
      {
        decide(input: { district: "yangpu", question: ROUTING, asOf: "2024-03-18", facts: { constructionAmountYuan: 90071992547409.91 } }) {
          ... on Decision {
            status
          }
          ... on RequestRefused {
            problems {
              code
            }
          }
        }
      }
    `);
    expect(literal.body.data!['decide']).toEqual({ status: 'NEEDS_FACTS' });
  });

  it('tells an absent fact (unknown) from null (known to be none)', async () => {
    const { isClassified: _, ...unknown } = YANGPU_ROUTING_FACTS;
    expect(await decide(yangpuRouting({ facts: unknown }))).toMatchObject({ status: 'NEEDS_FACTS', missingFacts: ['isClassified'] });
    expect(await decide(yangpuRouting({ facts: { ...YANGPU_ROUTING_FACTS, isClassified: null } }))).toMatchObject({
      __typename: 'RequestRefused',
      problems: [{ code: 'not-nullable', pointer: '/facts/isClassified' }],
    });
  });

  it('tells what a missing fact means and how to give it', async () => {
    const { applicantType: _, ...facts } = YANGPU_ROUTING_FACTS;
    const { body } = await api.ask(
      'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { missingFacts missingFactDefinitions { name titleZh meaning type unit nullable codes { code titleZh } fields { name } questions } } } }',
      { input: yangpuRouting({ facts }) },
    );
    const { missingFacts, missingFactDefinitions } = body.data!['decide'];
    expect(missingFacts).toEqual(['applicantType']);
    expect(missingFactDefinitions).toMatchObject([
      { name: 'applicantType', titleZh: '申报主体类型', type: 'CODE', nullable: false, fields: [] },
    ]);
    expect(missingFactDefinitions[0].codes).toContainEqual({ code: 'government-department', titleZh: expect.any(String) });
    expect(missingFactDefinitions[0].questions).toContain('ROUTING');
  });

  it('takes the same facts as JSON, with the contract’s codes', async () => {
    const { applicantType: _, projectNature: __, ...typed } = YANGPU_ROUTING_FACTS;
    const mixed = await decide(
      yangpuRouting({ facts: typed, factsJson: { applicantType: 'government-department', projectNature: 'new' } }),
    );
    expect(mixed).toEqual(await decide(yangpuRouting()));
  });

  it('says which policy was not in force on the day', async () => {
    expect(await decide(yangpuRouting({ district: 'yicheng', asOf: '2024-03-18', facts: {} }))).toMatchObject({
      status: 'NO_POLICY',
      policy: null,
      policyStatus: null,
      digest: null,
      outcome: { __typename: 'RoutingOutcome', detail: 'EXPIRED' },
    });
  });

  it('answers from a draft only in a simulation, and says so', async () => {
    const facts = {};
    expect(await decide({ district: 'shangcheng', question: 'ROUTING', asOf: '2024-03-18', facts })).toMatchObject({
      status: 'NO_POLICY',
      outcome: { detail: 'DRAFT_ONLY' },
    });
    expect(await decide({ district: 'shangcheng', question: 'ROUTING', asOf: '2024-03-18', mode: 'SIMULATE', facts })).toMatchObject({
      policy: 'shangcheng/2024-draft',
      policyStatus: 'CONSULTATION_DRAFT',
    });
  });

  it('computes the trace when it is selected: every rule with the values that decided it', async () => {
    const { body } = await api.ask(
      'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { because { rule } trace { group rule holds clauses displacedBy operands { source name known value } } } } }',
      { input: yangpuRouting() },
    );
    const { because, trace } = body.data!['decide'];
    const held = trace.filter(({ holds, displacedBy }: { holds: boolean; displacedBy: string | null }) => holds && displacedBy === null);
    for (const { rule } of because) expect(held.some((each: { rule: string }) => each.rule === rule)).toBe(true);
    const amounts = trace
      .flatMap(({ operands }: { operands: { name: string; value: unknown }[] }) => operands)
      .filter(({ name }: { name: string }) => name === 'constructionAmountYuan');
    expect(amounts[0]).toMatchObject({ source: 'FACT', known: true, value: 1_000_000 });
  });
});
