import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packFolders, readPack, readVocabulary } from '../folder.ts';
import { parseFactValue } from '../value-parse.ts';
import { checkForm } from './check-form.ts';
import { answersOfFacts, factsOfAnswers } from './form-facts.ts';
import { rowOf, type Form, type FormField } from './form.ts';
import { packForm, POLICIES } from './pack-form.fixture.ts';

const vocabulary = await readVocabulary(POLICIES);
const readings = await Promise.all(
  (await packFolders(POLICIES)).map(async (pack) => ({ pack, ...(await readPack(join(POLICIES, pack), vocabulary)) })),
);
const forms = readings.flatMap(({ pack, policy, forms: own }) => own.map((one) => ({ name: `${pack} ${one.id}`, policy, ...one })));

const fieldsOf = (form: Form): FormField[] =>
  Object.values(form.properties).flatMap((field) => [field, ...Object.values(rowOf(field)?.properties ?? {})]);

describe('the forms of the packs', () => {
  it.each(readings)('$pack has forms, and they are sound', ({ problems, forms: own }) => {
    expect(problems.filter(({ pointer }) => pointer.startsWith('/forms'))).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  it.each(forms)('$name is answered by its example', ({ form, example }) => {
    expect(checkForm(form, example)).toEqual([]);
  });

  it.each(forms.filter(({ form }) => form.required.length > 0))('$name misses each required answer', ({ form, example }) => {
    for (const name of form.required) {
      const { [name]: _, ...without } = example;
      expect(checkForm(form, without).map(({ pointer }) => pointer)).toContain(`/${name}`);
    }
  });

  it.each(forms)('$name gives facts that the pack takes', ({ form, example, policy }) => {
    for (const [fact, value] of Object.entries(factsOfAnswers(form, example)))
      expect(parseFactValue(policy!.facts[fact]!, value, `/${fact}`)).not.toHaveProperty('problem');
  });

  it.each(forms)('$name is pre-filled with its own facts, and with nothing else', ({ form, example }) => {
    const facts = factsOfAnswers(form, example);
    const prefilled = answersOfFacts(form, { ...facts, unrelated: 1 });
    for (const [name, answer] of Object.entries(prefilled)) expect(example[name]).toEqual(answer);
  });

  it.each(forms)('$name is titled in both languages, its texts in own words short enough for a label', ({ form }) => {
    for (const field of fieldsOf(form)) {
      expect(field.title).toMatch(/[\u4e00-\u9fff]/u);
      expect(field['x-titleEn']).not.toMatch(/[\u4e00-\u9fff]/u);
      expect(field.title.length).toBeLessThanOrEqual(24);
      expect(field.description === undefined).toBe(field['x-descriptionEn'] === undefined);
    }
  });
});

describe('a limit that both a rule and a form state', () => {
  it.each([
    ['request-letter', 'paragraph1', 'paragraph1Limit'],
    ['request-letter', 'paragraph2', 'paragraph2Limit'],
    ['application-form', 'mainContent', 'mainContentLimit'],
  ])('is one number: %s %s and %s', async (id, field, definition) => {
    const { form } = await packForm('yicheng/2022-1', id);
    const policy = readings.find(({ pack }) => pack === 'yicheng/2022-1')!.policy!;
    expect(form.properties[field]!['x-maxCharacters']).toBe(policy.definitions[definition]!.is);
  });
});

describe('facts of answers', () => {
  it('gathers chapters that are filled, and leaves out those that are not', async () => {
    const { form, example } = await packForm('yicheng/2022-1', 'construction-plan');
    const { chapter9Benefit: _, ...without } = example;
    expect(factsOfAnswers(form, example)['planChapters']).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(factsOfAnswers(form, { ...without, chapter3Principles: '　' })['planChapters']).toEqual([1, 2, 4, 5, 6, 7, 8]);
    expect(factsOfAnswers(form, example)['hasSupportingPolicyDocuments']).toBe(true);
    expect(factsOfAnswers(form, { ...example, chapter2Documents: [] })).not.toHaveProperty('hasSupportingPolicyDocuments');
  });

  it('keeps what is not answered unknown', async () => {
    const { form } = await packForm('yicheng/2022-1', 'acceptance-application');
    expect({ ...factsOfAnswers(form, {}) }).toEqual({
      checkedDocument: 'acceptance-form',
      providedMaterials: ['acceptance-application-form'],
    });
  });

  it('counts the cloud items of each host, a stated zero among them', async () => {
    const { form, example } = await packForm('shanghai/2018', 'project-declaration');
    const facts = factsOfAnswers(form, { ...example, cloudDemandPerHost: [{ cpu: 0, memory: 16 }, {}] });
    expect(facts['answeredItemsPerHost']).toEqual([2, 0]);
    expect(factsOfAnswers(form, example)['answeredItemsPerHost']).toEqual([14, 2]);
  });

  it('does not pre-fill what is known to be none', async () => {
    const { form } = await packForm('yicheng/2022-1', 'acceptance-application');
    expect({ ...answersOfFacts(form, { fiscalFundsYuan: null, ownFundsYuan: '5.00' }) }).toEqual({ ownFundsYuan: '5.00' });
  });
});

describe('conditions of the declarations', () => {
  it('asks an upgrade or maintenance project of 杨浦 for the four papers of the original project, a new one for none', async () => {
    const { form, example } = await packForm('yangpu/2023-10', 'project-declaration');
    const { originalApproval: _, ...without } = example;
    const pointers = (nature: string) => checkForm(form, { ...without, projectNature: nature }).map(({ pointer }) => pointer);
    expect(pointers('upgrade')).toEqual(['/originalApproval']);
    expect(pointers('operations')).toEqual(['/originalApproval']);
    expect(pointers('new')).toEqual([]);
    expect(pointers('service')).toEqual([]);
  });

  it('asks only a project of 杨浦 that departs from Xinchuang for the three steps', async () => {
    const { form, example } = await packForm('yangpu/2023-10', 'project-declaration');
    expect(checkForm(form, { ...example, builtToXinchuang: false }).map(({ pointer }) => pointer)).toEqual([
      '/expertReviewOfNonXinchuang',
      '/budgetSupervisorConsent',
      '/confidentialBureauFiling',
    ]);
  });

  it('asks only the centralised budget of 上海 for the two tables', async () => {
    const { form } = await packForm('shanghai/2018', 'declaration-letter');
    const pointers = (budgetChannel: string) => checkForm(form, { budgetChannel, letter: '函.pdf' }).map(({ pointer }) => pointer);
    expect(pointers('centralised')).toEqual(['/migrationPlanTable', '/evaluationProjectList']);
    expect(pointers('second-round')).toEqual([]);
    expect(pointers('daily')).toEqual([]);
  });

  it('asks an application of 上城 that reaches streets for its survey', async () => {
    const { form, example } = await packForm('shangcheng/2024-draft', 'feasibility-report');
    const { surveyReport: _, ...without } = example;
    expect(checkForm(form, without).map(({ pointer }) => pointer)).toEqual(['/surveyReport']);
    expect(checkForm(form, { ...without, reachesStreetOrCommunity: false })).toEqual([]);
  });
});
