import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../graphql/signed-in.ts';
import { startTestApi, type TestApi } from '../graphql/test-api.ts';

/** Where Linux distributions put it. */
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds wrong on the page as it stands. */
const violations = async (page: Page): Promise<unknown> => {
  await page.evaluate((await import('node:fs')).readFileSync(AXE, 'utf8'));
  return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
};

describe.skipIf(BROWSER === undefined)('the pages /setup and /sign-in in a browser (skipped where no Chromium is installed)', () => {
  let browser: Browser;
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  it('lead from the link of the first start to being signed in, by keyboard alone, and say what is wrong beside the field', async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : undefined));

    await page.goto(`${api.url}/setup#${api.setupToken()}`);
    await page.getByText('设置平台的第一个账号').waitFor();
    expect(page.url()).toBe(`${api.url}/setup`);
    expect(await violations(page)).toEqual([]);
    const type = async (...texts: string[]): Promise<void> => {
      for (const [index, text] of texts.entries()) {
        if (index > 0) await page.keyboard.press('Tab');
        await page.keyboard.type(text);
      }
      await page.keyboard.press('Enter');
    };
    await type('王力', 'wang.li', 'admin', 'admin');
    await page.getByText('口令至少 12 个字符').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('password');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+A');
    await type(PASSWORD, 'another');
    await page.getByText('两次输入的口令不一致').waitFor();
    await page.keyboard.press('Control+A');
    await type(PASSWORD);
    await page.getByRole('heading', { name: '完成' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: '登录 Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.inputValue('#login')).toBe('wang.li');
    await page.focus('#password');
    await type('wrong');
    await page.getByText('登录失败').waitFor();
    await page.focus('#password');
    await page.keyboard.press('Control+A');
    await type(PASSWORD);
    await page.getByText('platform · wang.li').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '登录 Sign in' }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('say that a link is of no use', async () => {
    const page = await browser.newPage();
    await page.goto(`${api.url}/setup#gcl_platform_nonsense`);
    await page.getByText('链接无效').waitFor();
    expect(await page.isVisible('form')).toBe(false);
    await page.close();
  }, 60_000);
});
