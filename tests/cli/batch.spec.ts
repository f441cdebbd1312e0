import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { answersOf, guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const request = (id: string, facts: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  JSON.stringify({ id, district: 'yangpu', question: 'routing', asOf: '2024-03-18', facts, ...rest });
const batch = (input: string | Uint8Array) => guicheng(['decide', '--batch'], input);
const codes = (answers: readonly Record<string, unknown>[]) =>
  answers.map((one) => (one['error'] as { code: string } | undefined)?.code ?? one['status']);

describe('guicheng decide --batch', () => {
  it('writes one decision a line, in the order of the requests', async () => {
    const run = await batch(Array.from({ length: 50 }, (_, index) => `${request(`r${index}`)}\n`).join(''));
    expect(run.status).toBe(0);
    expect(run.stderr).toBe('');
    expect(answersOf(run).map((one) => one['id'])).toEqual(Array.from({ length: 50 }, (_, index) => `r${index}`));
    expect(Object.keys(answersOf(run)[0] ?? {})).toEqual([
      'id',
      'district',
      'question',
      'asOf',
      'policy',
      'policyStatus',
      'digest',
      'status',
      'outcome',
      'missingFacts',
      'blockers',
      'warnings',
      'because',
      'contested',
    ]);
  });

  it('turns a refused request into a line with code, message and pointer, and goes on', async () => {
    const run = await batch(
      [
        request('undeclared', { noSuchFact: 1 }),
        request('negative', { constructionAmountYuan: -1 }),
        request('third-decimal', { constructionAmountYuan: 1.005 }),
        request('bad-day', {}, { asOf: '2024-02-30' }),
        request('unpadded', {}, { asOf: '2024-3-18' }),
        request('question', {}, { question: 'weather' }),
        request('district', {}, { district: 'atlantis' }),
        request('prototype', { constructor: 1 }),
        request('good'),
      ].join('\n'),
    );
    expect(run.status).toBe(0);
    const answers = answersOf(run);
    expect(codes(answers)).toEqual([
      'undeclared-fact',
      'negative-amount',
      'money-not-exact',
      'date-not-valid',
      'date-not-valid',
      'unknown-question',
      'unknown-district',
      'undeclared-fact',
      'needs-facts',
    ]);
    expect(answers[0]).toEqual({
      id: 'undeclared',
      error: { code: 'undeclared-fact', message: expect.stringContaining('noSuchFact') as string, pointer: '/facts/noSuchFact' },
    });
    for (const answer of answers.slice(0, 8)) expect(Object.keys(answer)).toEqual(['id', 'error']);
  });

  it('answers malformed lines with an error without an id', async () => {
    const run = await batch(
      Buffer.concat([
        Buffer.from('{"id":"x",\nnull\n[]\n"text"\n17\n'),
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from(`{"id":7}\n${request('last')}`),
      ]),
    );
    expect(run.status).toBe(0);
    const answers = answersOf(run);
    expect(answers).toHaveLength(8);
    expect(codes(answers)[0]).toBe('not-json');
    expect(codes(answers)[5]).toBe('text-not-unicode');
    expect(answers.slice(0, 7).map((one) => one['id'])).toEqual(Array.from({ length: 7 }, () => null));
    expect(answers[7]).toMatchObject({ id: 'last', status: 'needs-facts' });
  });

  it('refuses a lone surrogate in an id and in a fact, and writes valid text about it', async () => {
    const run = await batch(`${request('\ud800')}\n${request('b', { projectName: '\ud800' })}\n`);
    expect(run.status).toBe(0);
    expect(answersOf(run)).toHaveLength(2);
    expect(codes(answersOf(run))[0]).toBe('text-not-unicode');
    expect(run.stdout.includes('\ufffd') || !/\\ud800/i.test(run.stdout)).toBe(true);
  });

  it('skips blank lines, takes CRLF, a byte order mark and a last line without line end', async () => {
    const run = await batch(`\ufeff${request('a')}\r\n\r\n  \n${request('b')}`);
    expect(run.status).toBe(0);
    expect(answersOf(run).map((one) => one['id'])).toEqual(['a', 'b']);
  });

  it('gives up a line of 10 MB, says so, and answers the next', async () => {
    const run = await batch(`${request('long', { text: 'x'.repeat(10 * 1024 * 1024) })}\n${request('next')}\n`);
    expect(run.status).toBe(0);
    expect(codes(answersOf(run))).toEqual(['line-too-long', 'needs-facts']);
  });

  it('answers nothing to nothing', async () => {
    expect(await batch('')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('survives nesting that would overflow a recursive reader', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const run = await batch(
      `{"id":"deep","district":"yangpu","question":"routing","asOf":"2024-03-18","facts":{"constructionAmountYuan":${deep}}}\n${request('next')}\n`,
    );
    expect(run.status).toBe(0);
    expect(answersOf(run)).toHaveLength(2);
    expect(answersOf(run)[1]).toMatchObject({ id: 'next' });
  });

  it('refuses facts or options beside --batch', async () => {
    const run = await guicheng(['decide', '--batch', '--json']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--batch');
  });

  it('ends quietly when the reader goes away', async () => {
    const bin = new URL('../../apps/cli/bin/guicheng.mjs', import.meta.url).pathname;
    const lines = `for i in $(seq 1 20000); do echo '${request('x')}'; done`;
    const { stdout, stderr } = await promisify(execFile)('bash', [
      '-c',
      `(${lines}) 2>/dev/null | "${process.execPath}" "${bin}" decide --batch | head -n 1`,
    ]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toBe('');
  });

  it('answers each question at once when they are asked one by one', async () => {
    const bin = new URL('../../apps/cli/bin/guicheng.mjs', import.meta.url).pathname;
    const child = spawn(process.execPath, [bin, 'decide', '--batch']);
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    for (const id of ['one', 'two']) {
      child.stdin.write(`${request(id)}\n`);
      const { value } = (await answers.next()) as { value: string };
      expect(JSON.parse(value)).toMatchObject({ id });
    }
    child.stdin.end();
    await new Promise((resolve) => child.on('close', resolve));
    expect(child.exitCode).toBe(0);
  });
});
