import { createLog } from '@guicheng/api';
import { expect, it } from 'vitest';

const linesOf = (write: (log: ReturnType<typeof createLog>) => void): string[] => {
  const lines: string[] = [];
  write(createLog('info', { write: (line: string) => void lines.push(line) }));
  return lines;
};

it('a line of the log is one JSON object with its moment in UTC, its level, the service and, of a request, its id', () => {
  const before = Date.now();
  const [line = ''] = linesOf((log) => log.error({ err: new Error('broken'), requestId: 'r-1', path: '/graphql' }, 'fault'));
  const entry = JSON.parse(line) as Record<string, unknown>;
  expect(entry).toMatchObject({ level: 50, service: 'guicheng-api', requestId: 'r-1', path: '/graphql', msg: 'fault' });
  // Milliseconds since 1970 in UTC: no zone to mistake.
  expect(entry['time']).toBeGreaterThanOrEqual(before);
  expect(entry['time']).toBeLessThanOrEqual(Date.now());
});

it.each(['a\nb', 'a\r\nb', 'a\u2028b', '","level":60,"x":"', '\u001b[2J', '\u0000', '\ud800'])(
  'whatever text gets into a line, it stays one line and one field: %j',
  (text) => {
    const lines = linesOf((log) => log.warn({ requestId: text, err: new Error(text) }, 'said'));
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toMatch(/[\n\r\u0000\u001b]/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, msg: 'said', err: { type: 'Error' } });
  },
);
