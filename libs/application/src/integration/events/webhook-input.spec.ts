import { describe, expect, it } from 'vitest';
import { allowedNetworks } from '../outbound/address-guard.ts';
import { WEB_PORTS } from '../outbound/ports.ts';
import { webhookProblems } from './webhook-input.ts';

const opened = allowedNetworks(['10.20.0.0/16', '127.0.0.1'])!;
const codes = (url: string, networks: typeof opened | null) =>
  webhookProblems({ url, eventTypes: ['*'], description: '' }, { networks, ports: WEB_PORTS }).map(({ code }) => code);

describe('the address of a webhook', () => {
  it.each([
    ['https://oa.example.cn/hook', [], []],
    ['https://1.1.1.1/hook', [], []],
    ['http://oa.example.cn/hook', ['webhook-url-not-valid'], []],
    ['http://10.20.3.4/hook', ['webhook-url-not-valid'], []],
    ['http://localhost:4000/hook', ['webhook-url-not-valid'], []],
    ['https://127.0.0.1/hook', ['webhook-url-internal'], []],
    ['https://2130706433/hook', ['webhook-url-internal'], []],
    ['http://127.0.0.2/hook', ['webhook-url-not-valid'], ['webhook-url-internal']],
    ['https://[::ffff:127.0.0.1]/hook', ['webhook-url-internal'], ['webhook-url-internal']],
    ['http://169.254.169.254/', ['webhook-url-not-valid'], ['webhook-url-internal']],
    ['http://1.1.1.1/hook', ['webhook-url-not-valid'], ['webhook-url-not-valid']],
  ])('%s, without networks of the deployment’s own: %j; with them: %j', (url, closed, open) => {
    expect([codes(url, null), codes(url, opened)]).toEqual([closed, open]);
  });
});
