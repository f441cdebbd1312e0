import { isUtf8 } from 'node:buffer';
import { decide } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import { parseJsonDocument, parseRequest } from '@guicheng/policy-model';
import type { Problem } from '@guicheng/policy-model';
import { LONGEST_LINE } from './batch-lines.ts';
import type { Line } from './batch-lines.ts';

const byteOrderMark = '\uFEFF';
const theLine = { zh: '这一行', en: 'The line' };

/** The answer to one line of a batch, without its line end; null: a blank line, which is no request. Throws only for a fault. */
export function answerLine(shelf: Shelf, line: Line): string | null {
  if (line === null)
    return refusal(null, {
      code: 'line-too-long',
      pointer: '',
      zh: `这一行超过 ${LONGEST_LINE} 字节。`,
      en: `The line is longer than ${LONGEST_LINE} bytes.`,
    });
  if (!isUtf8(line))
    return refusal(null, {
      code: 'text-not-unicode',
      pointer: '',
      zh: '这一行不是有效的 UTF-8 文本。',
      en: 'The line is not valid UTF-8.',
    });
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8').replace(byteOrderMark, '').trim();
  if (text === '') return null;
  const read = parseJsonDocument(text, '', theLine);
  if (!read.ok) return refusal(null, read.error);
  const raw = read.value;
  const parsed = parseRequest(raw);
  const decided = parsed.ok ? decide(shelf, parsed.value) : parsed;
  return decided.ok ? JSON.stringify(decided.value) : refusal(idOf(raw), decided.error[0]);
}

/** The line of a request on which the program itself failed. */
export function faultLine(): string {
  return refusal(null, {
    code: 'fault',
    pointer: '',
    zh: '程序故障，这一行没有答复；详情见标准错误输出。',
    en: 'The program failed on this line; see standard error.',
  });
}

/** The line of a refused request. The first problem speaks for it. */
function refusal(id: string | null, problem: Problem | undefined): string {
  if (problem === undefined) throw new Error('refused without a problem');
  const { code, pointer, zh, en } = problem;
  return JSON.stringify({ id, error: { code, message: `${zh} ${en}`, pointer } });
}

/** The request's id where it has one that can be echoed. */
function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || !Object.hasOwn(raw, 'id')) return null;
  const { id } = raw as { id: unknown };
  return typeof id === 'string' ? id.toWellFormed() : null;
}
