import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../architecture/projects.ts';
import { secretsIn } from './secret-scan.ts';

const LEFT_ASIDE = new Set(['node_modules', 'dist', '.git', '.nx', '.guicheng', 'coverage']);
/** Larger files are data of others: calendars, screens. */
const LARGEST = 2_000_000;

/** Secrets of tests that are published vectors or made for the test, by file and kind. */
const KNOWN: Readonly<Record<string, string>> = {
  'libs/application/src/integration/events/webhook-signature.spec.ts: a secret of a webhook': 'the vector that the specification publishes',
  'libs/application/src/integration/events/deliver-event.spec.ts: a secret of a webhook': 'made for the test',
  'libs/application/src/integration/outbound/tls.fixture.ts: a private key': 'of a certificate for hook.test that nobody trusts',
  'libs/persistence/src/audit/anchor-folder.spec.ts: a private key': 'the words at its beginning, no key',
  'tests/e2e/start-and-stop.spec.ts: a password in an address': 'made up, to see that it is not repeated',
};

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (LEFT_ASIDE.has(entry.name) || entry.name.startsWith('dist.')) return [];
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && statSync(join(root, path)).size < LARGEST ? [path] : [];
  });

it('no file of the repository holds a key, a token or a password', () => {
  const files = filesBelow('');
  expect(files.length).toBeGreaterThan(1_000);
  const found = files.flatMap((path) => secretsIn(readFileSync(join(root, path), 'utf8')).map(({ kind }) => `${path}: ${kind}`));
  expect([...new Set(found)].sort()).toEqual(Object.keys(KNOWN).sort());
});

const secret = 'Ab3'.repeat(20);
it.each([
  ['a credential of ours', `token = "gcs_east-1_${secret.slice(0, 49)}"`],
  ['a secret of a webhook', `whsec_${secret}`],
  ['a private key', `-----BEGIN ${''}EC PRIVATE KEY-----`],
  ['a private key as JSON', `{"kty":"EC", "d": "${secret}"}`],
  ['a password in an address', `postgres://guicheng_app:${'hunter22x'}@db/guicheng`],
  ['a signed token', `Bearer eyJ${secret}.eyJ${secret}.${secret}`],
  ['a key of a cloud', `LTAI${'5TABCDEFGH12'}`],
  ['a token of a code host', `ghp_${secret}`],
])('%s would be found, with its line', (kind, text) => {
  expect(secretsIn(`\n${text}\n`)).toEqual([{ kind, line: 2 }]);
});

it.each([
  `postgres://guicheng_app:$\{GUICHENG_APP_PASSWORD:?}@postgres:5432/guicheng`,
  'gcs_<district>_…',
  'postgres://name:secret@host/db',
])('a placeholder is none: %s', (text) => {
  expect(secretsIn(text)).toEqual([]);
});
