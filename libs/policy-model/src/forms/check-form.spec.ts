import { describe, expect, it } from 'vitest';
import { checkForm } from './check-form.ts';
import { factsOfAnswers } from './form-facts.ts';
import type { Form, FormAnswers, FormField } from './form.ts';
import { packForm } from './pack-form.fixture.ts';

const found = (form: Form, answers: unknown) => checkForm(form, answers).map(({ code, pointer }) => `${code} ${pointer}`);

/** A letter outside the basic plane: one character, two UTF-16 units. */
const RARE = '𠮷';

describe.each([
  ['yicheng/2022-1', 'request-letter', 'paragraph1', 250],
  ['yicheng/2022-1', 'request-letter', 'paragraph2', 150],
  ['yicheng/2022-1', 'application-form', 'mainContent', 500],
] as const)('字数 in %s %s %s', async (pack, id, field, limit) => {
  const { form, example } = await packForm(pack, id);
  const texts = [
    ['plain characters', '字'.repeat(limit)],
    ['characters outside the basic plane', RARE.repeat(limit)],
    ['punctuation, which counts', `${'字'.repeat(limit - 2)}，。`],
    ['blanks and line ends, which do not', ` 　\n${'字 '.repeat(limit - 1)}\u00a0\t字\r\n`],
  ] as const;

  it.each(texts)(`takes exactly ${limit}: %s`, (_, text) => {
    expect(found(form, { ...example, [field]: text })).toEqual([]);
  });

  it.each(texts)(`refuses ${limit + 1}: %s`, (_, text) => {
    const problems = checkForm(form, { ...example, [field]: `${text}${RARE}` });
    expect(problems.map(({ code, pointer }) => ({ code, pointer }))).toEqual([{ code: 'text-too-long', pointer: `/${field}` }]);
    expect(problems[0]!.zh).toContain(`最多 ${limit} 字，现有 ${limit + 1} 字`);
    expect(problems[0]!.en).toContain(`at most ${limit} characters; there are ${limit + 1}`);
  });

  it('counts for the rules what it counts for the form', () => {
    const facts = factsOfAnswers(form, { ...example, [field]: RARE.repeat(limit) });
    expect(facts['requestParagraph1Text'] === RARE.repeat(limit) || Object.values(facts).includes(limit)).toBe(true);
  });
});

describe('资金构成 of the acceptance application', async () => {
  const { form, example } = await packForm('yicheng/2022-1', 'acceptance-application');
  const funds = (fiscal: unknown, own: unknown, total: unknown): FormAnswers => ({
    ...example,
    fiscalFundsYuan: fiscal,
    ownFundsYuan: own,
    totalFundsYuan: total,
  });

  it.each([
    ['0.1', '0.2', '0.3'],
    [0.1, 0.2, 0.3],
    ['800000.01', '59999.99', 860000],
    [0, 0, 0],
    ['45035996273704.95', '45035996273704.96', '90071992547409.91'],
  ])('adds %s and %s to %s', (fiscal, own, total) => {
    expect(found(form, funds(fiscal, own, total))).toEqual([]);
  });

  it.each([
    ['800000.01', '59999.99', '859999.99'],
    ['800000.01', '59999.99', '860000.01'],
    ['90071992547409.91', '90071992547409.91', '90071992547409.91'],
  ])('refuses %s and %s for %s', (fiscal, own, total) => {
    expect(found(form, funds(fiscal, own, total))).toEqual(['sum-differs /totalFundsYuan']);
  });

  it('says nothing of the sum while one of the amounts is not an amount', () => {
    expect(found(form, funds('1.001', 2, 3))).toEqual(['money-not-exact /fiscalFundsYuan']);
    expect(found(form, funds(-1, 2, 1))).toEqual(['negative-amount /fiscalFundsYuan']);
    expect(found(form, funds('1e3', 2, 3))).toEqual(['wrong-type /fiscalFundsYuan']);
    expect(found(form, funds('', 2, 3))).toEqual(['wrong-type /fiscalFundsYuan']);
    expect(found(form, funds(null, 2, 3))).toEqual(['wrong-type /fiscalFundsYuan']);
    expect(found(form, funds('90071992547409.92', 2, 3))).toEqual(['number-too-large /fiscalFundsYuan']);
    expect(found(form, funds(1, 2, undefined))).toEqual(['field-missing /totalFundsYuan']);
  });

  it('asks a subordinate institution for the seal of the department in charge, and nobody else', () => {
    const { supervisingDepartmentSeal: _, ...unsealed } = example;
    expect(found(form, unsealed)).toEqual(['seal-missing /supervisingDepartmentSeal']);
    expect(found(form, { ...unsealed, supervisingDepartmentSeal: false })).toEqual(['seal-missing /supervisingDepartmentSeal']);
    expect(found(form, { ...unsealed, applicantIsSubordinateInstitution: false })).toEqual([]);
  });

  it('asks for the seal of the applying unit itself', () => {
    expect(found(form, { ...example, unitSeal: false })).toEqual(['seal-missing /unitSeal']);
  });

  it('lets the project begin and end in one month, and not end before it begins', () => {
    expect(found(form, { ...example, startMonth: '2022-11', endMonth: '2022-11' })).toEqual([]);
    expect(found(form, { ...example, startMonth: '2022-12', endMonth: '2022-11' })).toEqual(['order-reversed /endMonth']);
    expect(found(form, { ...example, startMonth: '2022-13' })).toEqual(['month-not-valid /startMonth']);
  });
});

describe('answers that are no answers', async () => {
  const { form, example } = await packForm('yicheng/2022-1', 'application-form');

  it('names every missing field at once', () => {
    expect(found(form, {})).toEqual(form.required.map((name) => `field-missing /${name}`));
  });

  it.each([null, [], 'text', 3, undefined])('refuses %j as a form', (answers) => {
    expect(found(form, answers)).toEqual(['wrong-type ']);
  });

  it('refuses fields that the form does not have, whatever their names', () => {
    const forged = JSON.parse(`{"__proto__": 1, "toString": 2, "amount": 3}`) as object;
    const answers = Object.defineProperties({ ...example }, Object.getOwnPropertyDescriptors(forged));
    expect(found(form, answers).sort()).toEqual(['field-not-known /__proto__', 'field-not-known /amount', 'field-not-known /toString']);
  });

  it('does not take an inherited value for an answer', () => {
    expect(found(form, Object.create(example))).toEqual(form.required.map((name) => `field-missing /${name}`));
  });

  it.each([
    ['leaderName', '', 'field-empty'],
    ['leaderName', '　 \n', 'field-empty'],
    ['leaderName', '\ud800', 'text-not-unicode'],
    ['leaderName', '字'.repeat(20_001), 'text-too-long'],
    ['leaderName', 3, 'wrong-type'],
    ['filledOn', '2022-02-29', 'date-not-valid'],
    ['filledOn', '2022-9-1', 'date-not-valid'],
    ['durationMonths', 0, 'number-too-small'],
    ['durationMonths', 1.5, 'wrong-type'],
    ['durationMonths', '8', 'wrong-type'],
    ['applicationYear', 2200, 'number-too-large'],
    ['projectType', [], 'rows-missing'],
    ['projectType', ['hardware', 'hardware'], 'item-repeated'],
    ['pastProjects', {}, 'wrong-type'],
    ['pastProjects', Array.from({ length: 101 }, () => ({ projectName: '项目' })), 'too-many-rows'],
    ['unitSeal', 'yes', 'wrong-type'],
  ])('refuses %s %j: %s', (name, answer, code) => {
    expect(found(form, { ...example, [name]: answer })).toEqual([`${code} /${name}`]);
  });

  it('counts one entry as one', () => {
    const told = checkForm(form, { ...example, projectType: [] }).map(({ en }) => en);
    expect(told).toEqual([expect.stringMatching(/has at least 1 entry\.$/)]);
  });

  it('points into rows and lists', () => {
    expect(found(form, { ...example, projectType: ['website', 'ship'] })).toEqual(['value-not-allowed /projectType/1']);
    expect(
      found(form, {
        ...example,
        pastProjects: [{ projectName: '甲', builtYear: 2019 }, { investment: '1.234', owner: '乙' }, 5],
      }).sort(),
    ).toEqual([
      'field-missing /pastProjects/1/projectName',
      'field-not-known /pastProjects/1/owner',
      'money-not-exact /pastProjects/1/investment',
      'wrong-type /pastProjects/2',
    ]);
  });

  it('asks for the needs only of a project on the shared platform', () => {
    const { hardwareSoftwareNeeds: _, ...without } = example;
    expect(found(form, without)).toEqual(['field-missing /hardwareSoftwareNeeds']);
    expect(found(form, { ...without, deployedOnSharedPlatform: false })).toEqual([]);
  });

  it('says every problem in Chinese and in English', () => {
    for (const { zh, en } of checkForm(form, { projectType: ['ship'], durationMonths: 0, extra: 1 })) {
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/u);
      expect(en).toMatch(/^[^\u4e00-\u9fff]+\.$/u);
    }
  });
});

describe('at least one of several', async () => {
  const { form, example } = await packForm('yicheng/2022-1', 'cloud-resource-request');
  const groups = ['infrastructureServices', 'softwareServices', 'platformServices', 'applicationServices'];
  const bare = Object.fromEntries(Object.entries(example).filter(([name]) => !groups.includes(name)));

  it('is enough with any one, and refused with none', () => {
    for (const group of groups) expect(found(form, { ...bare, [group]: ['other'] })).toEqual([]);
    expect(found(form, bare)).toEqual(['field-missing /infrastructureServices']);
    expect(found(form, { ...bare, softwareServices: [] })).toEqual(['field-missing /infrastructureServices']);
  });
});

describe('money in a table and a text without a limit of the law', () => {
  const cell = (type: 'text' | 'money'): FormField => ({
    ...(type === 'text' ? { type: 'string', minLength: 1 } : { type: ['number', 'string'], 'x-unit': 'CNY' }),
    'x-type': type,
    title: '栏',
    'x-titleEn': 'cell',
    'x-cites': ['a1'],
  });
  const form: Form = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'guicheng:form/north/2024/plain',
    title: '表',
    'x-titleEn': 'form',
    description: '表',
    'x-descriptionEn': 'form',
    'x-cites': ['a1'],
    'x-extent': 'complete',
    'x-sections': [{ id: 'all', titleZh: '全部', titleEn: 'all', layout: 'grid', fields: ['note', 'amount'] }],
    'x-checks': [],
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: { note: cell('text'), amount: cell('money') },
  };

  it('holds 20,000 characters and not one more', () => {
    expect(found(form, { note: RARE.repeat(20_000) })).toEqual([]);
    expect(found(form, { note: RARE.repeat(20_001) })).toEqual(['text-too-long /note']);
  });

  it('can be answered with nothing where nothing is required', () => {
    expect(found(form, {})).toEqual([]);
  });
});
