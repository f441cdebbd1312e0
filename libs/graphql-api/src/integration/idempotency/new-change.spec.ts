import type { Caller } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { GraphQLObjectType, GraphQLString } from 'graphql';
import { describe, expect, it } from 'vitest';
import { newRequestContext } from '../../request-context.ts';
import { newChange } from './new-change.ts';

const caller: Caller = {
  district: 'yangpu',
  kind: 'client',
  id: 'c1',
  posts: [],
  scopes: ['projects.write'],
  sessionId: null,
  steppedUpUntil: null,
};
const context = newRequestContext({ requestId: 'r1', caller, at: 5 as Instant });
const parentType = new GraphQLObjectType({ name: 'Mutation', fields: { a: { type: GraphQLString } } });
const info = { parentType, fieldName: 'recordProject' };
const digest = (args: Record<string, unknown>, fieldName = info.fieldName) =>
  newChange(context, { ...info, fieldName }, { idempotencyKey: 'k', ...args }).idempotency?.requestDigest;

describe('what a mutation is done under', () => {
  it('is the caller, the request and its moment', () => {
    expect(newChange(context, info, { idempotencyKey: 'k', input: { a: 1 } })).toEqual({
      district: 'yangpu',
      actor: { kind: 'client', id: 'c1', onBehalfOf: null },
      requestId: 'r1',
      at: 5,
      idempotency: { key: 'k', requestDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
    });
  });

  it('tells the same request by its field and arguments, whatever the order of names', () => {
    const facts = Object.assign(Object.create(null) as object, { b: '1.10', a: null });
    const first = digest({ input: { title: 't', facts } });
    expect(digest({ input: { facts: { a: null, b: '1.10' }, title: 't' } })).toBe(first);
    for (const other of [{ a: null, b: '1.1' }, { b: '1.10' }, { a: '', b: '1.10' }])
      expect(digest({ input: { title: 't', facts: other } })).not.toBe(first);
    expect(digest({ input: { title: 't', facts } }, 'editProject')).not.toBe(first);
  });

  it('is nothing that somebody who is not signed in could have', () => {
    const nobody = newRequestContext({ requestId: 'r', caller: null, at: 5 as Instant });
    expect(() => newChange(nobody, info, { idempotencyKey: 'k' })).toThrow('authorisation');
  });
});
