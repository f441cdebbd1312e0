import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { secretBox } from '../secret-box.ts';
import { attemptMark, deviceToken } from './known-device.ts';

const box = secretBox(randomBytes(32), randomBytes);

it('a known device is counted by itself; a forged, foreign or missing token like anybody', () => {
  const token = deviceToken(box, 'east', 'wang', randomBytes);
  const stranger = attemptMark(box, 'east', 'wang', null);
  const device = attemptMark(box, 'east', 'wang', token);
  expect(device).not.toBe(stranger);
  expect(attemptMark(box, 'east', 'wang', token)).toBe(device);
  expect(attemptMark(box, 'east', 'wang', deviceToken(box, 'east', 'wang', randomBytes))).not.toBe(device);
  for (const wrong of [
    '',
    'x',
    `${token}0`,
    token.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    deviceToken(box, 'east', 'li', randomBytes),
  ])
    expect(attemptMark(box, 'east', 'wang', wrong)).toBe(stranger);
  expect(attemptMark(box, 'west', 'wang', deviceToken(box, 'east', 'wang', randomBytes))).toBe(attemptMark(box, 'west', 'wang', null));
});
