import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../architecture/projects.ts';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}
type Locked = readonly (readonly [name: string, LockedPackage])[];

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const locked: Locked = Object.entries(lock.packages)
  .filter(([path, entry]) => path.includes('node_modules/') && entry.link !== true)
  .map(([path, entry]) => [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), entry]);
const inService = locked.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);

/** Licences under which a component may be passed on with the program. */
const LICENCES =
  /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|MPL-2\.0|CC0-1\.0|Unlicense|PostgreSQL)( (AND|OR) [\w.-]+)*\)?$/;

const withoutIntegrity = (packages: Locked): string[] =>
  packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([name]) => name);
const unlicensed = (packages: Locked): string[] =>
  packages.filter(([, { license }]) => !LICENCES.test(license ?? '')).map(([name]) => name);

/** What the program has no part of, and the packages that would bring it. */
const ABSENT: Readonly<Record<string, RegExp>> = {
  'a directory of people (LDAP)': /(^|[/-])(ldap|activedirectory)/,
  XPath: /(^|[/-])(xpath|xslt|libxslt)/,
  LaTeX: /(^|[/-])(latex|katex|mathjax)/,
  JNDI: /(^|[/-])(jndi|java)(-|$)/,
  memcache: /(^|[/-])memcache/,
  mail: /(^|[/-])(nodemailer|smtp|imap|sendmail|emailjs)/,
  'templates of users': /^(ejs|pug|handlebars|mustache|nunjucks|liquidjs|eta|squirrelly|marked)$/,
  'media between browsers (WebRTC)': /(^|[/-])(webrtc|wrtc|mediasoup|simple-peer|node-turn)/,
  'code within code (sandboxes)': /^(vm2|isolated-vm|safe-eval|jsonata|expr-eval)$/,
  'people watched by others (trackers)': /(^|[/-])(analytics|sentry|posthog|mixpanel|segment|newrelic|datadog)/,
};
const bringing = (pattern: RegExp, packages: Locked): string[] => packages.filter(([name]) => pattern.test(name)).map(([name]) => name);

describe('components of others', () => {
  it('are listed in the lock file with version and SHA-512, so that nothing else is installed', () => {
    expect(inService.length).toBeGreaterThan(100);
    expect(withoutIntegrity(locked)).toEqual([]);
    expect(locked.filter(([, { version }]) => version === undefined)).toEqual([]);
  });

  it('in service are under licences that let them be passed on', () => {
    expect(unlicensed(inService)).toEqual([]);
  });

  it.each(Object.entries(ABSENT))('bring no %s', (_, pattern) => {
    expect(bringing(pattern, inService)).toEqual([]);
  });

  it('without a digest, under another licence or for what the program does not do would be named', () => {
    const bad: Locked = [
      ['no-digest', { version: '1.0.0', license: 'MIT' }],
      ['ldapjs', { version: '1.0.0', license: 'AGPL-3.0', integrity: 'sha512-x' }],
      ['nodemailer', { version: '1.0.0', license: 'MIT-0', integrity: 'sha1-x' }],
    ];
    expect(withoutIntegrity(bad)).toEqual(['no-digest', 'nodemailer']);
    expect(unlicensed(bad)).toEqual(['ldapjs', 'nodemailer']);
    expect(Object.values(ABSENT).flatMap((pattern) => bringing(pattern, bad))).toEqual(['ldapjs', 'nodemailer']);
  });
});
