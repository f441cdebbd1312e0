import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/', import.meta.url));
const text = (name: string): string => readFileSync(`${FOLDER}${name}`, 'utf8');
const UNITS = readdirSync(FOLDER).filter((name) => /\.(service|timer)$/.test(name));
const SYSTEMD = '/usr/bin/systemd-analyze';

/** What the server reads of the settings that a file gives an api process. */
const configOf = (pairs: IterableIterator<RegExpMatchArray>): ReturnType<typeof parseConfig> =>
  parseConfig(Object.fromEntries([...pairs].map(([, name, value]) => [name, String(value).replaceAll(/\$\{\w+:\?\}/g, 'secret')])));

describe('the deployment files', () => {
  it('compose.yaml is YAML, gives the api settings that it takes, and waits longer than the api drains', async () => {
    await expect(check(text('compose.yaml'), { parser: 'yaml' })).resolves.toEqual(expect.any(Boolean));
    const api = /^x-api:[^]*?^services:/m.exec(text('compose.yaml'))?.[0] ?? '';
    const config = configOf(api.matchAll(/^ {4}([A-Z_]+): '?([^'\n]+)'?$/gm));
    expect(config).toMatchObject({
      ok: true,
      value: { host: '0.0.0.0', port: 4000, drain: { delay: 5_000 }, database: { kind: 'external' } },
    });
    const grace = Number(/stop_grace_period: (\d+)s/.exec(api)?.[1]) * 1_000;
    expect(config.ok && grace > config.value.drain.delay + config.value.drain.limit).toBe(true);
  });

  it('the api unit gives settings that the api takes, and waits longer than it drains', () => {
    const unit = text('guicheng-api@.service').replaceAll('%i', '4001');
    const config = configOf(unit.matchAll(/^Environment=([A-Z_]+)=(.+)$/gm));
    expect(config).toMatchObject({ ok: true, value: { port: 4001, drain: { delay: 5_000 } } });
    const patience = Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1]) * 1_000;
    expect(config.ok && patience > config.value.drain.delay + config.value.drain.limit).toBe(true);
  });

  it.skipIf(![SYSTEMD, '/usr/bin/node'].every((file) => existsSync(file)))(
    'systemd finds nothing wrong with the units (skipped where systemd-analyze or /usr/bin/node is absent)',
    () => {
      expect(UNITS.length).toBeGreaterThan(3);
      const said = execFileSync(SYSTEMD, ['verify', ...UNITS.map((name) => `${FOLDER}${name}`)], { encoding: 'utf8', stdio: 'pipe' });
      expect(said).toBe('');
    },
  );

  it('create-roles.sh is a script that a shell reads', () => {
    expect(execFileSync('/bin/sh', ['-n', `${FOLDER}create-roles.sh`], { encoding: 'utf8' })).toBe('');
  });

  it('nginx.conf speaks TLS 1.2 and 1.3 only, tells browsers to stay with https, and hands on addresses that callers cannot choose', () => {
    const conf = text('nginx.conf').replaceAll(/#.*$/gm, '');
    expect(conf.split('{')).toHaveLength(conf.split('}').length);
    const values = (directive: string): string[] =>
      [...conf.matchAll(new RegExp(`^ *${directive} +([^;]+);`, 'gm'))].map(([, value = '']) => value);
    expect(values('ssl_protocols')).toEqual(['TLSv1.2 TLSv1.3']);
    // Forward secrecy and authenticated encryption, nothing else.
    expect(
      values('ssl_ciphers')
        .flatMap((list) => list.split(':'))
        .filter((cipher) => !/^ECDHE-(ECDSA|RSA)-AES\d+-GCM-SHA\d+$/.test(cipher)),
    ).toEqual([]);
    expect(values('proxy_set_header')).toEqual(
      expect.arrayContaining(['X-Forwarded-For $remote_addr', 'X-Forwarded-Proto $scheme', 'Forwarded ""']),
    );
    expect(conf).not.toContain('$proxy_add_x_forwarded_for');
    // In clear: the front page leads to https, nothing else is answered and nothing handed on.
    const clear = /listen 80;[^]*?\n}/.exec(conf)?.[0] ?? '';
    expect(clear).toMatch(/location = \/ \{\s+return 308 https:[^}]+\}\s+location \/ \{\s+return 403;/);
    expect(clear).not.toContain('proxy_pass');
    expect(/location ~ \^\/\(metrics\|readyz\|healthz\)\$ \{[^}]+deny all;/.test(conf)).toBe(true);
  });
});
