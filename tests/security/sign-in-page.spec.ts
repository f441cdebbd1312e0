import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SOURCE_RULES, offenders } from './source-rules.ts';
import type { SourceRule } from './source-rules.ts';

const page = (name: string): string => readFileSync(new URL(`../../apps/api/src/sign-in/pages/${name}`, import.meta.url), 'utf8');
const inputs = (html: string): string[] => [...html.matchAll(/<input[^>]*>/g)].map(([input]) => input);

describe.each(['sign-in.html', 'setup.html'])('the page %s', (name) => {
  const passwords = inputs(page(name)).filter((input) => /name="(password|again|newPassword)"/.test(input));

  it('masks what is typed for a password, and lets browsers and password managers fill it in', () => {
    expect(passwords.length).toBeGreaterThan(1);
    for (const input of passwords) expect(input).toMatch(/type="password" autocomplete="(current|new)-password"/);
  });

  it('hinders no pasting and cuts nothing off', () => {
    for (const input of inputs(page(name))) expect(input).not.toMatch(/maxlength|onpaste|readonly|autocomplete="off"/i);
    expect(page('page.js')).not.toMatch(/paste|clipboard|toLowerCase/);
  });
});

it('who is signed in is shown how to sign out', () => {
  expect(page('sign-in.html')).toMatch(/<button type="button" id="sign-out">/);
  expect(page('page.js')).toContain("ask('signOut')");
});

it('the script of the pages keeps nothing, makes no HTML and no code of text, and asks its own server only', () => {
  const script = [{ path: 'page.js', source: page('page.js') }];
  const { 'connections outward': outward, ...others } = SOURCE_RULES;
  for (const rule of Object.values<SourceRule>(others)) expect(offenders(rule, script)).toEqual([]);
  expect(outward.pattern.test(page('page.js'))).toBe(true);
  expect([...page('page.js').matchAll(/fetch\(([^,)]*)/g)].map(([, address]) => address)).toEqual(["'/graphql'"]);
});
