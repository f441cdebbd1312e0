import { describe, expect, it } from 'vitest';
import { assemblePolicy } from './assemble.ts';
import { canonicalJson, digestOf } from './canonical-json.ts';
import type { PackFiles } from './pack-files.ts';
import type { Vocabulary } from './vocabulary.ts';

const VOCABULARY: Vocabulary = {
  facts: { amountYuan: { type: 'money', titleZh: '金额', meaning: 'amount', unit: 'CNY' } },
  outcomes: {
    routing: {
      route: { type: 'code', meaning: 'route', enum: { filing: '备案', review: '审核' } },
      missing: { type: 'list-of-code', meaning: 'missing', enum: { plan: '方案' } },
    },
  },
  codes: { blockers: { late: { zh: '逾期', strength: 'mandatory' } }, warnings: { check: { zh: '核对' } }, details: {} },
};

const CLAUSE = {
  id: 'a1',
  document: 'text',
  article: '第一条',
  summaryZh: null,
  summaryEn: 'one',
  decidable: 'machine',
  textDigest: `sha256:${'0'.repeat(64)}`,
  textStart: 0,
  textLength: 1,
};
const RULE = { id: 'small', titleZh: '小', titleEn: 'small', when: true, then: { route: 'filing' }, cites: ['a1'], strength: 'mandatory' };
const GROUP = { id: 'route', titleZh: '路径', titleEn: 'route', kind: 'choose', optional: true, rules: [RULE] };
const PACK = {
  id: 'north/2024',
  district: { id: 'north', titleZh: '北区' },
  version: '2024',
  titleZh: '办法',
  titleEn: 'measures',
  nature: 'regulation',
  issuerZh: '北区',
  issuedOn: '2024-01-01',
  effectiveFrom: '2024-01-01',
  effectiveTo: null,
  datesCite: ['a1'],
  documents: [{ id: 'text', titleZh: '办法', number: null }],
  repeals: [],
  notHeld: [],
  silentOn: [],
  contested: [],
};
const FACTS = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'north/2024/facts',
  title: 'facts',
  type: 'object',
  additionalProperties: false,
  properties: { amountYuan: { $ref: 'vocabulary/facts#/amountYuan', 'x-questions': ['routing'] } },
};

const filesWith = (group: object = GROUP, more: Partial<PackFiles> = {}): PackFiles => ({
  pack: PACK,
  facts: FACTS,
  definitions: { definitions: {}, contradictions: [] },
  clauses: [CLAUSE],
  questions: { routing: { question: 'routing', groups: [group] } },
  ...more,
});

const problemsOf = (files: PackFiles): string[] =>
  assemblePolicy(files, VOCABULARY).problems.map(({ code, pointer }) => `${code} ${pointer}`);
const withRule = (more: object): PackFiles => filesWith({ ...GROUP, rules: [{ ...RULE, ...more }] });

describe('a pack', () => {
  it('is assembled into one policy that holds the shared definitions it uses and no others', () => {
    const { policy, problems } = assemblePolicy(filesWith(), VOCABULARY);
    expect(problems).toEqual([]);
    expect(policy?.facts['amountYuan']).toEqual({ ...VOCABULARY.facts['amountYuan'], questions: ['routing'] });
    expect(policy?.outcomes).toEqual({ routing: { route: VOCABULARY.outcomes['routing']!['route'] } });
    expect(policy?.blockers).toEqual({});
  });

  it('keeps its digest when the vocabulary gains a word it does not use', () => {
    const digest = (vocabulary: Vocabulary) => digestOf(canonicalJson(assemblePolicy(filesWith(), vocabulary).policy));
    expect(digest({ ...VOCABULARY, facts: { ...VOCABULARY.facts, more: { type: 'text', titleZh: '新', meaning: 'new' } } })).toBe(
      digest(VOCABULARY),
    );
    expect(digest({ ...VOCABULARY, facts: { amountYuan: { ...VOCABULARY.facts['amountYuan']!, titleZh: '改' } } })).not.toBe(
      digest(VOCABULARY),
    );
  });

  it('defines a fact of its own beside the shared ones', () => {
    const own = { 'x-type': 'boolean', title: '本区事实', description: 'own fact', 'x-questions': ['routing'] };
    const { policy, problems } = assemblePolicy(filesWith(GROUP, { facts: { ...FACTS, properties: { ownFlag: own } } }), VOCABULARY);
    expect(problems).toEqual([]);
    expect(policy?.facts['ownFlag']).toEqual({ type: 'boolean', titleZh: '本区事实', meaning: 'own fact', questions: ['routing'] });
  });
});

describe('a pack is refused, with the place, for', () => {
  it.each<[string, PackFiles, string[]]>([
    ['a rule without a citation', withRule({ cites: [] }), ['citation-missing /questions/routing/groups/0/rules/0/cites']],
    ['a citation of no clause', withRule({ cites: ['a9'] }), ['clause-not-known /questions/routing/groups/0/rules/0/cites']],
    [
      'an outcome field that does not exist',
      withRule({ then: { rout: 'filing' } }),
      ['outcome-field-not-known /questions/routing/groups/0/rules/0/then/rout'],
    ],
    ['a blocker that does not exist', withRule({ blockers: ['nope'] }), ['unknown-code /questions/routing/groups/0/rules/0/blockers']],
    ['an exception of no rule', withRule({ exceptionOf: ['nope'] }), ['rule-not-known /questions/routing/groups/0/rules/0/exceptionOf']],
    [
      'exceptions that go round',
      filesWith({
        ...GROUP,
        rules: [
          { ...RULE, exceptionOf: ['b'] },
          { ...RULE, id: 'b', exceptionOf: ['small'] },
        ],
      }),
      ['exception-cycle /questions/routing/groups/0'],
    ],
    ['two rules with one id', filesWith({ ...GROUP, rules: [RULE, RULE] }), ['id-not-unique /questions/routing/groups']],
    ['neither otherwise nor optional', filesWith({ ...GROUP, optional: undefined }), ['otherwise-missing /questions/routing/groups/0']],
    [
      'codes added where one is chosen',
      withRule({ adds: { missing: ['plan'] } }),
      ['adds-not-allowed /questions/routing/groups/0/rules/0/adds'],
    ],
    [
      'a code added that the field does not have',
      filesWith({ ...GROUP, kind: 'collect', optional: undefined, rules: [{ ...RULE, then: undefined, adds: { missing: ['form'] } }] }),
      ['unknown-code /questions/routing/groups/0/rules/0/adds/missing'],
    ],
    ['an unknown property', withRule({ wenn: true }), ['property-not-known /questions/routing/groups/0/rules/0/wenn']],
    [
      'a fact the vocabulary does not have',
      filesWith(GROUP, { facts: { ...FACTS, properties: { nope: { $ref: 'vocabulary/facts#/nope', 'x-questions': [] } } } }),
      ['fact-not-in-vocabulary /facts/nope'],
    ],
    [
      'a regulation without its first day',
      filesWith(GROUP, { pack: { ...PACK, effectiveFrom: null } }),
      ['effective-date-missing /manifest/effectiveFrom'],
    ],
    [
      'a validity that ends before it begins',
      filesWith(GROUP, { pack: { ...PACK, effectiveTo: '2023-12-31' } }),
      ['validity-reversed /manifest/effectiveTo'],
    ],
    ['a day that does not exist', filesWith(GROUP, { pack: { ...PACK, issuedOn: '2023-02-30' } }), ['date-not-valid /manifest/issuedOn']],
    [
      'an id that does not say where it belongs',
      filesWith(GROUP, { pack: { ...PACK, id: 'south/2024' } }),
      ['policy-id-differs /manifest/id'],
    ],
    [
      'a question under another name',
      filesWith(GROUP, { questions: { limits: { question: 'routing', groups: [GROUP] } } }),
      ['question-name-differs /questions/limits/question'],
    ],
    [
      'a clause of a document it does not list',
      filesWith(GROUP, { clauses: [{ ...CLAUSE, document: 'other' }] }),
      ['document-not-known /clauses/0/document'],
    ],
    ['rules that are no object', filesWith(GROUP, { questions: { routing: 7 } }), ['wrong-type /questions/routing']],
  ])('%s', (_title, files, expected) => {
    expect(problemsOf(JSON.parse(JSON.stringify(files)) as PackFiles)).toEqual(expected);
  });

  it('all its problems at once', () => {
    const files = filesWith(
      {
        ...GROUP,
        rules: [
          { ...RULE, cites: [] },
          { ...RULE, id: 'b', then: { rout: 'x' }, cites: ['a9'] },
        ],
      },
      { pack: { ...PACK, issuedOn: '2023-02-30' } },
    );
    expect(problemsOf(files).sort()).toEqual([
      'citation-missing /questions/routing/groups/0/rules/0/cites',
      'clause-not-known /questions/routing/groups/0/rules/1/cites',
      'date-not-valid /manifest/issuedOn',
      'outcome-field-not-known /questions/routing/groups/0/rules/1/then/rout',
    ]);
  });

  it('JSON nested beyond all reason, without overflowing', () => {
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as unknown;
    expect(problemsOf(filesWith({ ...GROUP, rules: [{ ...RULE, when: deep }] }))).toEqual(['too-deep /questions/routing']);
  });
});

describe('what an applicant decides', () => {
  const declared = (vocabulary: Vocabulary, own: object = {}) =>
    assemblePolicy(filesWith(GROUP, { facts: { ...FACTS, properties: { ...FACTS.properties, ...own } } }), vocabulary);
  const marked = (choosable: unknown): Vocabulary => ({
    ...VOCABULARY,
    facts: { amountYuan: { ...VOCABULARY.facts['amountYuan']!, choosable: choosable as boolean } },
  });
  const ownFact = { 'x-type': 'boolean', title: '自有', description: 'own', 'x-questions': ['routing'] };

  it('is marked in the vocabulary and by a pack for its own facts', () => {
    const { policy, problems } = declared(marked(true), { own: { ...ownFact, 'x-choosable': true }, other: ownFact });
    expect(problems).toEqual([]);
    expect(policy?.facts['amountYuan']?.choosable).toBe(true);
    expect(policy?.facts['own']?.choosable).toBe(true);
    expect(policy?.facts['other']?.choosable).toBeUndefined();
  });

  it('is refused where the mark is no mark', () => {
    expect(declared(marked('yes')).problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'wrong-type /facts/amountYuan/choosable',
    ]);
    expect(
      declared(VOCABULARY, { own: { ...ownFact, 'x-choosable': 'yes' } }).problems.map(({ code, pointer }) => `${code} ${pointer}`),
    ).toContain('wrong-type /facts/properties/own/x-choosable');
  });
});
