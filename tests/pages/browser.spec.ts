import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICIES } from './pages.ts';

/** Where Linux distributions put it. */
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(BROWSER === undefined)('the pages in a browser (skipped where no Chromium is installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guicheng-pages-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const fileOf = (id: string, html: string): string => {
    const file = join(folder, `${id.replace('/', '-')}.html`);
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  };

  it.each(POLICIES)(
    '$id asks for nothing else, and fits a phone and a desk',
    async ({ id, html }) => {
      const page = await browser.newPage();
      const asked: string[] = [];
      const problems: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => (['error', 'warning'].includes(message.type()) ? problems.push(message.text()) : undefined));
      const url = fileOf(id, html);
      await page.goto(url);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const { wide, seen } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          seen: document.documentElement.clientWidth,
        }));
        expect({ width, wide }).toEqual({ width, wide: seen });
      }
      expect(asked).toEqual([url]);
      expect(problems).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it.each(POLICIES)(
    '$id draws its routes without a line of text that leaves its box',
    async ({ id, html }) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(fileOf(id, html));
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('svg.flow g, svg.flow a')].flatMap((group) => {
          const box = group.querySelector('rect')!.getBoundingClientRect();
          return [...group.querySelectorAll('text')]
            .map((text) => ({ text: text.textContent, place: text.getBoundingClientRect() }))
            .filter(({ place }) => place.left < box.left || place.right > box.right || place.top < box.top || place.bottom > box.bottom)
            .map(({ text }) => text);
        }),
      );
      expect(outside).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it.each(POLICIES)(
    '$id has no serious fault of accessibility',
    async ({ id, html }) => {
      // The page's own policy forbids scripts; the checker is one, so it runs in a context that sets the policy aside.
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(fileOf(id, html));
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> };
        };
        const { violations: found } = await axe.run(document, { resultTypes: ['violations'] });
        return found.map(({ id: name, impact, nodes }) => ({ name, impact, first: nodes[0]?.html, count: nodes.length }));
      });
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      await context.close();
    },
    300_000,
  );
});
