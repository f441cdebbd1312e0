import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import partsSchema from './schemas/parts.schema.json' with { type: 'json' };
import { AJV_OPTIONS, checkShape, SCHEMAS, type SchemaName } from './shape-check.ts';

const names = Object.keys(SCHEMAS) as SchemaName[];

describe('our schemas', () => {
  it.each([...names.map((name) => ({ name, schema: SCHEMAS[name] })), { name: 'parts', schema: partsSchema }])(
    '$name is a schema by the meta-schema, strict, and every reference leads somewhere',
    ({ schema }) => {
      const ajv = new Ajv({ ...AJV_OPTIONS, validateSchema: true });
      for (const other of [partsSchema, ...Object.values(SCHEMAS)]) ajv.addSchema(other);
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(ajv.getSchema(schema.$id)).toBeTypeOf('function');
    },
  );

  it('would not pass with a keyword that does not exist', () => {
    const ajv = new Ajv({ ...AJV_OPTIONS, validateSchema: true });
    expect(() => ajv.compile({ ...SCHEMAS.request, $id: 'guicheng:broken', requried: ['facts'] })).toThrow(/requried/);
  });

  it.each(names)('%s refuses what is no document of its kind', (name) => {
    expect(checkShape(name, 7, '/place')).toMatchObject([{ code: expect.any(String) as string, pointer: '/place' }]);
  });
});
