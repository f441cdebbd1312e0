import { expect, it } from 'vitest';
import { executableSchema } from './executable-schema.ts';
import { AUTHORISATION } from './tenancy/authorisation.ts';
import { authorisationGaps } from './tenancy/guard-schema.ts';

it('the table of authorisation fits the schema in service', () => {
  const schema = executableSchema({
    application: {} as Parameters<typeof executableSchema>[0]['application'],
    secretKey: new Uint8Array(32),
  });
  expect(authorisationGaps(schema, AUTHORISATION)).toEqual([]);
  const { 'Query.receipt': _, ...lacking } = AUTHORISATION;
  expect(authorisationGaps(schema, lacking)).toEqual(['Query.receipt has no line in the table: who may use it?']);
});
