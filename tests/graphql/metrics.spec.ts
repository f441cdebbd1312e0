import { expect, it } from 'vitest';
import { startTestApi } from './test-api.ts';

const TOKEN = 'prometheus-0123456789-0123456789-0123456789';

it('metrics are read on this machine only as long as no token is set, and never by way of a proxy', async () => {
  const api = await startTestApi();
  try {
    const read = async (headers: Record<string, string> = {}): Promise<unknown[]> => {
      const reply = await fetch(`${api.url}/metrics`, { headers });
      const text = await reply.text();
      return [reply.status, text.includes('guicheng_http_requests_total'), /"code":"([a-z-]+)"/.exec(text)?.[1]];
    };
    expect(await read()).toEqual([200, true, undefined]);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect(await read({ [header]: '127.0.0.1' })).toEqual([403, false, 'metrics-local-only']);
  } finally {
    await api.close();
  }
});

it('with a token they are for who shows it; it stands in no log and in no metric', async () => {
  const api = await startTestApi({ metricsToken: TOKEN, trustedProxies: ['127.0.0.0/8'], logLevel: 'trace' });
  try {
    const read = (headers: Record<string, string> = {}): Promise<Response> => fetch(`${api.url}/metrics`, { headers });
    const refused = await read();
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await refused.text()).toContain('metrics-token-required');
    expect((await read({ authorization: `Bearer ${TOKEN}0` })).status).toBe(401);
    const shown = await read({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '10.1.2.3' });
    expect(shown.status).toBe(200);
    expect(`${await shown.text()} ${api.log.join('')}`).not.toContain(TOKEN);
  } finally {
    await api.close();
  }
});
