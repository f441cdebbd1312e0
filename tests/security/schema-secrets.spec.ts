import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';

/** Fields whose names sound like a secret: shown once to whom it belongs, or none at all. */
const KNOWN: Readonly<Record<string, string>> = {
  'AuditEntry.hash': 'of the audit chain: it proves, and opens nothing',
  'AuditEntry.previousHash': 'of the audit chain: it proves, and opens nothing',
  'Me.passwordProfile': 'the name of the rules for passwords',
  'SecondFactor.recoveryCodesLeft': 'how many are left',
  'SecondFactorBegun.secret': 'of the app, to its owner while it is set up; sealed afterwards',
  'SignedIn.token': 'of the session, once, to a program that signs in; a browser gets a cookie',
  'ApiClient.credentials': 'what is known of its keys: name, kind and days',
  'ApiCredentialIssued.credential': 'what is known of the key',
  'ApiCredentialIssued.secretShown': 'whether its text is shown',
  'SignInProvider.hasSecret': 'whether there is one',
  'Webhook.formerSecretUntil': 'a moment',
  'WebhookWithSecret.secret': 'of the signatures, once, to who registered or rotated it; sealed afterwards',
  'ComparisonScope.seed': 'of chance in a search, no secret',
  'PolicyAnalysis.seed': 'of chance in a search, no secret',
};

const SECRET = /password|passphrase|secret|token|seed|recoverycode|privatekey|hash|salt|credential/i;

/** Fields of answers whose name says that they hold a secret. */
const secretFields = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type) && !['Query', 'Mutation', 'Subscription'].includes(type.name))
    .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []))
    .filter((name) => SECRET.test(name.slice(name.indexOf('.'))));

const schema = buildSchema(readFileSync(new URL('../../libs/graphql-api/schema.graphql', import.meta.url), 'utf8'));

it('no field of an answer holds a secret, but those that are shown once to whom they belong', () => {
  expect(secretFields(schema).filter((name) => !(name in KNOWN))).toEqual([]);
});

it('a field that does would be named', () => {
  expect(secretFields(buildSchema('type Account { id: ID! passwordHash: String } type Query { a: Account }'))).toEqual([
    'Account.passwordHash',
  ]);
});

it('no input asks for a hint or a secret question', () => {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => (isInputObjectType(type) ? Object.keys(type.getFields()) : []));
  expect(names).toContain('password');
  expect(names.filter((name) => /hint|(secret|security)(question|answer)|maiden|birth/i.test(name))).toEqual([]);
});

it('of a person no more is asked than name, phone and mail; the rest is posts and days', () => {
  const tables = readFileSync(new URL('../../migrations/schema.sql', import.meta.url), 'utf8');
  const person = /^create table person \(\n([^;]+)\);/m.exec(tables)?.[1] ?? '';
  const columns = [...person.matchAll(/^ {2}(?!constraint)(\w+) /gm)].map(([, name]) => name);
  expect(columns).toEqual(['district', 'person_id', 'name_zh', 'phone', 'email', 'from_day', 'to_day', 'recorded_at']);
});
