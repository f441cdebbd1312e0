import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { runServer, type Run } from '../server/built-server.ts';

/** Where Linux distributions put it. */
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

describe.skipIf(BROWSER === undefined)('GraphiQL in a browser (skipped where no Chromium is installed)', () => {
  let browser: Browser;
  let database: TestDatabase;
  let server: Run;
  let url: string;
  beforeAll(async () => {
    database = await templateDatabase();
    server = runServer({ DATABASE_URL: database.appUrl });
    url = await server.ready;
    browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.child.kill('SIGTERM');
    await server.ended;
    await database.close();
  });

  it('answers its first question, shows the schema’s documentation, and asks no other server', async () => {
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    const origins = new Set<string>();
    const problems: string[] = [];
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => (message.type() === 'error' ? problems.push(message.text()) : undefined));

    await page.goto(`${url}/`);
    // The button stands before the editor does; pressed then, there is nothing to ask.
    await page.locator('.graphiql-query-editor', { hasText: 'ReviewRoute' }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window', { hasText: 'CONFERENCE_REVIEW' }).waitFor();
    await page.locator('.result-window', { hasText: 'DETERMINED' }).waitFor();

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'Query' }).click();
    await page.locator('.graphiql-doc-explorer', { hasText: '批量提问 · Ask many questions at once' }).waitFor();

    expect(problems).toEqual([]);
    expect([...origins].filter((origin) => origin !== 'null')).toEqual([url]);
  }, 60_000);
});
