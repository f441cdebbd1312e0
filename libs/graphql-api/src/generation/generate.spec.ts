import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TYPE_DEFS } from '../type-defs.ts';
import { ENUM_CODES, OUTCOME_TYPES } from '../vocabulary/generated-vocabulary.ts';
import { generateFacts } from './facts-sdl.ts';
import { generateFiles } from './generate.ts';
import { enumNames, enumValueName } from './names.ts';
import { generateOutcomes } from './outcomes-sdl.ts';
import { readVocabularySource } from './vocabulary-source.ts';

const vocabulary = readVocabularySource(new URL('../../../../policies/vocabulary', import.meta.url).pathname);
const codes = { blockers: {}, warnings: {}, details: {} };

describe('generated schema files', () => {
  it.each(Object.entries(generateFiles(vocabulary)))('%s is what the vocabulary gives now', (name, content) => {
    expect(readFileSync(new URL(`../vocabulary/${name}`, import.meta.url), 'utf8')).toBe(content);
  });

  it('differ when the vocabulary differs', () => {
    const changed = {
      ...vocabulary,
      facts: { ...vocabulary.facts, inventedYuan: { type: 'money', titleZh: '虚构', meaning: 'Invented' } as const },
    };
    expect(generateFiles(changed)['facts.generated.graphql']).not.toBe(generateFiles(vocabulary)['facts.generated.graphql']);
  });
});

describe('names of codes', () => {
  it('become GraphQL enum values, also where they begin with a digit', () => {
    expect(['conference-review', 'A', '2021-text', 'mlps-level-3'].map(enumValueName)).toEqual([
      'CONFERENCE_REVIEW',
      'A',
      '_2021_TEXT',
      'MLPS_LEVEL_3',
    ]);
  });

  it('are refused when two would become one', () => {
    expect(() => enumNames('Route', ['a-b', 'a_b'])).toThrow('Route: codes "a-b" and "a_b" both become A_B');
  });

  it('are mapped back without loss for the whole vocabulary', () => {
    for (const [name, fact] of Object.entries(vocabulary.facts).filter(([, { type }]) => type === 'code')) {
      const enumName = `Fact${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(Object.values(ENUM_CODES[enumName] ?? {}).sort()).toEqual(Object.keys(fact.enum ?? {}).sort());
    }
  });
});

describe('one field name across outcome types', () => {
  it('is refused with two types', () => {
    const outcomes = { routing: { day: { type: 'date', meaning: 'd' } }, cloud: { day: { type: 'integer', meaning: 'd' } } } as const;
    expect(() => generateOutcomes({ outcomes, codes })).toThrow('outcome field day is date and, in cloud, integer');
  });

  it('never makes fragments on all outcome types conflict', () => {
    const fragments = Object.values(OUTCOME_TYPES).map(({ typeName, fields }) => `... on ${typeName} { ${Object.keys(fields).join(' ')} }`);
    const query = `query ($input: DecideInput!) { decide(input: $input) { ... on Decision { outcome { ${fragments.join('\n')} } } } }`;
    expect(validate(buildSchema(TYPE_DEFS), parse(query))).toEqual([]);
  });
});

it('an object fact becomes an input of its own', () => {
  const { sdl } = generateFacts({
    host: { type: 'list-of-object', titleZh: '主机', meaning: 'Hosts', fields: { memoryGb: { type: 'integer', unit: 'GiB' } } },
  });
  expect(sdl).toContain('host: [FactHostInput!]');
  expect(sdl).toContain('memoryGb: Int');
});

it('every type, field, argument and enum value of the schema is described', () => {
  const missing: string[] = [];
  const check = (name: string, described: { readonly description?: string | null | undefined }): void => {
    if (!described.description) missing.push(name);
  };
  for (const type of Object.values(buildSchema(TYPE_DEFS).getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    check(type.name, type);
    if (isEnumType(type)) type.getValues().forEach((value) => check(`${type.name}.${value.name}`, value));
    if (isObjectType(type) || isInputObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        if ('args' in field)
          (field.args as readonly { name: string; description?: string | null }[]).forEach((argument) =>
            check(`${type.name}.${field.name}(${argument.name})`, argument),
          );
      }
    }
  }
  expect(missing).toEqual([]);
});
