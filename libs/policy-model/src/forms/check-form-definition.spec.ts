import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack, readVocabulary } from '../folder.ts';
import type { Policy } from '../policy.ts';
import { checkShape } from '../shape-check.ts';
import { checkFormDefinition } from './check-form-definition.ts';
import type { Form } from './form.ts';
import { packForm, POLICIES } from './pack-form.fixture.ts';

const PACK = 'yicheng/2022-1';
const policy = (await readPack(join(POLICIES, PACK), await readVocabulary(POLICIES))).policy as Policy;
const { form: sound } = await packForm(PACK, 'acceptance-application');

type Mutable = { -readonly [key in keyof Form]: unknown } & { properties: Record<string, Record<string, unknown>> };

/** The sound form with one thing changed. */
function changed(change: (form: Mutable) => void): Form {
  const copy = structuredClone(sound) as unknown as Mutable;
  change(copy);
  return copy as unknown as Form;
}
const found = (change: (form: Mutable) => void) =>
  checkFormDefinition(changed(change), 'acceptance-application', policy).map(({ code, pointer }) => `${code} ${pointer}`);
const checksOf = (form: Mutable) => form['x-checks'] as Record<string, unknown>[];
const sectionsOf = (form: Mutable) => form['x-sections'] as Record<string, unknown>[];

describe('a form and its pack', () => {
  it('finds nothing wrong with a sound form', () => {
    expect(found(() => undefined)).toEqual([]);
  });

  it.each<[string, (form: Mutable) => void, string]>([
    ['another id than its file', (form) => (form.$id = 'guicheng:form/yicheng/2022-1/other'), 'form-id-differs /$id'],
    [
      'a clause the pack does not have',
      (form) => (form.properties['address']!['x-cites'] = ['no-such']),
      'clause-not-known /properties/address/x-cites',
    ],
    ['a check that cites nothing known', (form) => (checksOf(form)[0]!['cites'] = ['no-such']), 'clause-not-known /x-checks/0/cites'],
    ['fields, though only named', (form) => (form['x-extent'] = 'named-only'), 'form-extent-differs /x-extent'],
    [
      'a required field that is not there',
      (form) => (form.required = [...sound.required, 'ghost']),
      `field-not-known /required/${sound.required.length}`,
    ],
    [
      'what an authority fills as required',
      (form) => (form.required = [...sound.required, 'authoritySeal']),
      `authority-field-required /required/${sound.required.length}`,
    ],
    ['money without its unit', (form) => delete form.properties['ownFundsYuan']!['x-unit'], 'field-type-differs /properties/ownFundsYuan'],
    ['a seal that is a text', (form) => (form.properties['unitSeal']!['type'] = 'string'), 'field-type-differs /properties/unitSeal'],
    [
      'a bound that its type does not have',
      (form) => (form.properties['unitSeal']!['x-maxCharacters'] = 3),
      'field-type-differs /properties/unitSeal',
    ],
    [
      'a field in no section',
      (form) => (sectionsOf(form)[0]!['fields'] = ['projectName', 'startMonth']),
      'field-not-placed /properties/endMonth',
    ],
    [
      'a field in two sections',
      (form) => (sectionsOf(form)[1]!['fields'] = ['projectName', 'applicantUnit', 'contactName', 'contactPhone', 'address']),
      'field-placed-twice /x-sections/1/fields/0',
    ],
    [
      'a section laid out as a table without one',
      (form) => (sectionsOf(form)[0]!['layout'] = 'table'),
      'section-layout-differs /x-sections/0/layout',
    ],
    ['a check of a field that is not there', (form) => (checksOf(form)[0]!['total'] = 'ghost'), 'field-not-known /x-checks/0'],
    ['a sum of something else than money', (form) => (checksOf(form)[0]!['total'] = 'summary'), 'check-type-differs /x-checks/0'],
    ['a total among its own parts', (form) => (checksOf(form)[0]!['parts'] = ['totalFundsYuan']), 'check-type-differs /x-checks/0'],
    ['an order between a month and a date', (form) => (checksOf(form)[1]!['second'] = 'unitOpinionDate'), 'check-type-differs /x-checks/1'],
    ['a condition on a value that is no option', (form) => (checksOf(form)[2]!['isOneOf'] = ['yes']), 'check-type-differs /x-checks/2'],
    ['two checks of one id', (form) => (checksOf(form)[1]!['id'] = checksOf(form)[0]!['id']), 'id-not-unique /x-checks/1/id'],
    [
      'a fact the pack does not declare',
      (form) => (form.properties['ownFundsYuan']!['x-facts'] = [{ fact: 'noSuchFact', as: 'value' }]),
      'unknown-fact /properties/ownFundsYuan/x-facts/0',
    ],
    [
      'a fact of another type',
      (form) => (form.properties['address']!['x-facts'] = [{ fact: 'ownFundsYuan', as: 'value' }]),
      'fact-type-differs /properties/address/x-facts/0',
    ],
    [
      'a fact that a second field gives too',
      (form) => (form.properties['totalFundsYuan']!['x-facts'] = [{ fact: 'ownFundsYuan', as: 'value' }]),
      'fact-given-twice /properties/totalFundsYuan/x-facts/0',
    ],
    [
      'a material the vocabulary does not know',
      (form) => (form['x-facts'] = [{ fact: 'providedMaterials', as: 'item', item: 'no-such' }]),
      'unknown-code /x-facts/0',
    ],
    [
      'a constant that is no code of its fact',
      (form) => (form['x-facts'] = [{ fact: 'checkedDocument', as: 'constant', value: 'no-such' }]),
      'fact-type-differs /x-facts/0',
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(found(change)).toContain(expected);
  });

  it('names every option of a choice', async () => {
    const { form } = await packForm(PACK, 'cloud-resource-request');
    const copy = structuredClone(form) as unknown as Mutable;
    delete (copy.properties['provider']!['x-labels'] as Record<string, unknown>)['inspur-cloud'];
    expect(checkFormDefinition(copy as unknown as Form, 'cloud-resource-request', policy).map(({ code }) => code)).toEqual([
      'labels-differ',
    ]);
  });
});

describe('the shape of a form file', () => {
  const shape = (change: (form: Mutable) => void) =>
    checkShape('form', changed(change), '/forms/x').map(({ code, pointer }) => `${code} ${pointer}`);

  it.each<[string, (form: Mutable) => void]>([
    ['a keyword we do not read', (form) => (form.properties['address']!['if'] = {})],
    ['a pattern of its own, which could hang', (form) => (form.properties['address']!['pattern'] = '(a+)+$')],
    ['a reference to elsewhere', (form) => (form.properties['address']!['$ref'] = 'https://example.org')],
    ['other fields being allowed', (form) => (form.additionalProperties = true)],
    ['a field without an English title', (form) => delete form.properties['address']!['x-titleEn']],
    ['a field without a clause', (form) => (form.properties['address']!['x-cites'] = [])],
    ['a check of an unknown kind', (form) => (checksOf(form)[0]!['kind'] = 'guess')],
    ['a sum without a total', (form) => delete checksOf(form)[0]!['total']],
    ['another draft of JSON Schema', (form) => (form.$schema = 'http://json-schema.org/draft-07/schema#')],
  ])('refuses %s', (_, change) => {
    expect(shape(change).length).toBeGreaterThan(0);
  });

  it('takes the sound form', () => {
    expect(shape(() => undefined)).toEqual([]);
  });
});
