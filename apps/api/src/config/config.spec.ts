import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';

describe('configuration', () => {
  it('needs nothing set', () => {
    expect(parseConfig({})).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 4000,
        database: { kind: 'embedded' },
        dataDirectory: null,
        policiesDirectory: null,
        anchorKeyFile: null,
        logLevel: 'info',
        drain: { delay: 0, limit: 10_000 },
        rate: { caller: 12_000, address: 12_000 },
        requestDeadline: 10_000,
        publicUrl: null,
        trustedProxies: [],
        identityNetworks: [],
        metricsToken: null,
        secretKey: null,
        worker: 'inside',
        outboundAllowed: [],
        webhookPorts: [
          { from: 80, to: 80 },
          { from: 443, to: 443 },
          { from: 1024, to: 65_535 },
        ],
        passwordCost: { log2N: 17, r: 8, p: 1 },
      },
    });
  });

  it('takes a database of one’s own, with or without its owner', () => {
    const appUrl = 'postgres://app@db/guicheng';
    expect(parseConfig({ DATABASE_URL: appUrl })).toMatchObject({ value: { database: { kind: 'external', appUrl, ownerUrl: null } } });
    const ownerUrl = 'postgresql://owner@db/guicheng';
    expect(parseConfig({ DATABASE_URL: appUrl, OWNER_DATABASE_URL: ownerUrl })).toMatchObject({ value: { database: { ownerUrl } } });
  });

  it('names every setting that is wrong at once and repeats no value', () => {
    const result = parseConfig({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      DRAIN_DELAY_SECONDS: '-1',
      DRAIN_LIMIT_SECONDS: '0',
      CALLER_POINTS_PER_MINUTE: '-1',
      REQUEST_DEADLINE_SECONDS: '26',
      PUBLIC_URL: 'https://secret@host/path',
      TRUSTED_PROXIES: '10.0.0.0/8, proxy',
      IDENTITY_NETWORKS: 'everywhere',
      METRICS_TOKEN: 'secret',
      SECRET_KEY: 'secret',
      WEBHOOK_PORTS: '443, https',
      DATABASE_URL: 'mysql://user:secret@db/x',
      OWNER_DATABASE_URL: 'postgres://o@db/x',
    });
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    expect(result.error.map(({ name }) => name)).toEqual([
      'PORT',
      'DATABASE_URL',
      'OWNER_DATABASE_URL',
      'LOG_LEVEL',
      'DRAIN_DELAY_SECONDS',
      'DRAIN_LIMIT_SECONDS',
      'CALLER_POINTS_PER_MINUTE',
      'REQUEST_DEADLINE_SECONDS',
      'PUBLIC_URL',
      'TRUSTED_PROXIES',
      'IDENTITY_NETWORKS',
      'METRICS_TOKEN',
      'SECRET_KEY',
      'WEBHOOK_PORTS',
    ]);
    expect(JSON.stringify(result.error)).not.toContain('secret');
  });

  it('takes ports and ranges of ports for webhooks', () => {
    expect(parseConfig({ WEBHOOK_PORTS: '443, 8000-8999' })).toMatchObject({
      value: {
        webhookPorts: [
          { from: 443, to: 443 },
          { from: 8000, to: 8999 },
        ],
      },
    });
  });

  it('takes the address that people use and a key of 256 bits', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://rules.example.cn/', SECRET_KEY: 'ab'.repeat(32) })).toMatchObject({
      value: { publicUrl: 'https://rules.example.cn', secretKey: new Uint8Array(32).fill(0xab) },
    });
  });

  it.each(['', '4000.5', '-1', '0x10', 'http'])('refuses or ignores the port "%s"', (port) => {
    const result = parseConfig({ PORT: port });
    expect(result.ok).toBe(port === '');
  });
});
