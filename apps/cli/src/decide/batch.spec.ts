import { describe, expect, it } from 'vitest';
import { createShelf } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import type { Terminal } from '../terminal.ts';
import { decideBatch } from './batch.ts';

async function* bytesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

function terminalOn(text: string, pause: () => Promise<void> = () => Promise.resolve()) {
  const written: string[] = [];
  const complaints: string[] = [];
  const terminal: Terminal = {
    input: bytesOf(text),
    complain: (line) => void complaints.push(line),
    write: async (piece) => {
      written.push(piece);
      await pause();
    },
  };
  return { terminal, written, complaints };
}

const request = (id: string) => `${JSON.stringify({ id, district: 'nowhere', question: 'routing', asOf: '2024-03-18', facts: {} })}\n`;

describe('a batch', () => {
  it('gathers many answers into one write, and loses none to a slow reader', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => request(`r${index}`));
    const { terminal, written } = terminalOn(lines.join(''), () => new Promise((resolve) => setImmediate(resolve)));
    expect(await decideBatch(createShelf([]), terminal)).toBe(0);
    const answers = written.join('').trimEnd().split('\n');
    expect(answers.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(lines.map((_, index) => `r${index}`));
    expect(written.length).toBeLessThan(100);
  });

  it('refuses a line that gives one fact twice, and keeps the digits that memory would drop', async () => {
    const facts = (text: string) => `{"id":"a","district":"nowhere","question":"routing","asOf":"2024-03-18","facts":${text}}\n`;
    const { terminal, written } = terminalOn(facts('{"x":1,"x":2}') + facts('{"x":{"y":0.1},"z":{"y":0.1}}'));
    expect(await decideBatch(createShelf([]), terminal)).toBe(0);
    const errors = written
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { error: { code: string; pointer: string } }).error);
    expect(errors).toMatchObject([{ code: 'key-twice', pointer: '/facts/x' }, { code: 'unknown-district' }]);
  });

  it('goes on after a fault of the program, tells it once, and ends with the exit code of a fault', async () => {
    const broken: Shelf = {
      get districts(): never {
        throw new Error('a bug');
      },
    };
    const { terminal, written, complaints } = terminalOn(`${request('a')}nonsense\n`);
    expect(await decideBatch(broken, terminal)).toBe(70);
    const answers = written
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { error: { code: string } });
    expect(answers.map((one) => one.error.code)).toEqual(['fault', 'not-json']);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('a bug');
  });
});
