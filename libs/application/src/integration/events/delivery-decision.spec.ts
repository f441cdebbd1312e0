import { instantOf, type Instant } from '@guicheng/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboundAnswer } from '../outbound/outbound.ts';
import { decideDelivery, disablesEndpoint } from './delivery-decision.ts';
import { LONGEST_RETRY_AFTER, pauseAfter, RETRY_SCHEDULE, retryAfterOf } from './retry-schedule.ts';

const NOW = instantOf(Date.UTC(2026, 10, 26)) as Instant;
const HOUR = 3_600_000;
const answered = (status: number, retryAfter: string | null = null): OutboundAnswer => ({
  kind: 'answered',
  status,
  retryAfter,
  body: '',
  duration: 1,
});
const after = (number: number, answer: OutboundAnswer, chance = 0.5) => decideDelivery({ number, answer, now: NOW, chance });

describe('the retry schedule', () => {
  it('is ten attempts within about three days', () => {
    expect(RETRY_SCHEDULE).toHaveLength(10);
    const hours = RETRY_SCHEDULE.reduce((sum, pause) => sum + pause, 0) / HOUR;
    expect(hours).toBeGreaterThan(72);
    expect(hours).toBeLessThan(80);
  });

  it('is jittered by a tenth to either side', () => {
    expect([0, 0.5, 1].map((chance) => pauseAfter(2, chance))).toEqual([270_000, 300_000, 330_000]);
    expect(pauseAfter(10, 0)).toBeUndefined();
  });

  it.each([
    ['120', 120_000],
    [' 5 ', 5_000],
    ['999999999', LONGEST_RETRY_AFTER],
    ['Thu, 26 Nov 2026 00:01:00 GMT', 60_000],
    ['Wed, 25 Nov 2026 00:01:00 GMT', 0],
    ['Thu, 26 Nov 2099 00:01:00 GMT', LONGEST_RETRY_AFTER],
    ['-5', 0],
    ['1e3', 0],
    ['tomorrow', 0],
    ['Thu, 99 Nov 2026 00:01:00 GMT', 0],
    ['', 0],
    [null, 0],
  ])('Retry-After: %s is %i ms', (header, milliseconds) => {
    expect(retryAfterOf(header, NOW)).toBe(milliseconds);
  });
});

describe('after an attempt', () => {
  it.each([200, 201, 204, 299])('%i is delivered', (status) => {
    expect(after(1, answered(status))).toEqual({ kind: 'delivered' });
  });

  it.each([199, 300, 301, 302, 307, 308, 400, 404, 429, 500, 503])('%i is tried again', (status) => {
    expect(after(1, answered(status))).toEqual({ kind: 'retry', at: NOW + 5_000 });
  });

  it('no answer is tried again', () => {
    expect(after(4, { kind: 'failed', code: 'timed-out', duration: 10_000 })).toEqual({ kind: 'retry', at: NOW + 2 * HOUR });
  });

  it('410 is the end, at once', () => {
    expect(after(1, answered(410))).toEqual({ kind: 'failed', because: 'gone' });
  });

  it('the tenth failure is the end', () => {
    expect(after(9, answered(500)).kind).toBe('retry');
    expect(after(10, answered(500))).toEqual({ kind: 'failed', because: 'exhausted' });
  });

  it('a longer Retry-After is kept to, a shorter one does not hurry us', () => {
    expect(after(1, answered(429, '60'))).toEqual({ kind: 'retry', at: NOW + 60_000 });
    expect(after(2, answered(503, '1'))).toEqual({ kind: 'retry', at: NOW + 300_000 });
  });

  it('whatever the answers, the attempts end, and each comes after the one before', () => {
    const answer = fc.oneof(
      fc
        .record({ status: fc.integer({ min: 100, max: 599 }), retryAfter: fc.option(fc.string()) })
        .map((one) => answered(one.status, one.retryAfter)),
      fc.constant<OutboundAnswer>({ kind: 'failed', code: 'connection-refused', duration: 0 }),
    );
    fc.assert(
      fc.property(fc.array(answer, { minLength: 10, maxLength: 10 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (answers, chance) => {
        let now = NOW;
        for (const [index, one] of answers.entries()) {
          const decision = decideDelivery({ number: index + 1, answer: one, now, chance });
          if (decision.kind !== 'retry') return;
          expect(decision.at).toBeGreaterThan(now);
          expect(Number.isInteger(decision.at)).toBe(true);
          now = decision.at;
        }
        throw new Error('ten attempts and no end');
      }),
    );
  });
});

describe('an endpoint', () => {
  it('is switched off when it is gone, or when nothing reached it for the whole schedule', () => {
    expect(disablesEndpoint('gone', true)).toBe(true);
    expect(disablesEndpoint('exhausted', false)).toBe(true);
    expect(disablesEndpoint('exhausted', true)).toBe(false);
  });
});
