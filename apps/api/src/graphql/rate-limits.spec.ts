import { instantOf, type Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { expect, it } from 'vitest';
import { rateLimits } from './rate-limits.ts';

const at = instantOf(1_795_651_200_000) as Instant;

it('who is not signed in is counted by address, IPv6 by its network; this machine is not', () => {
  const limits = rateLimits({} as Database, { caller: 0, address: 60 });
  const spend = (address: string | null) => limits.spend({ caller: null, address, at }, 60);
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', null]) expect(spend(address)).toBeNull();
  for (const [address, again] of [
    ['10.1.1.1', '10.1.1.1'],
    ['10.1.1.2', '::ffff:10.1.1.2'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
  ] as const) {
    expect(spend(address)).toMatchObject({ retryAfter: 0 });
    expect(spend(again)).toMatchObject({ retryAfter: 60_000 });
  }
  expect(spend('2001:db8:1:3::1')).toMatchObject({ retryAfter: 0 });
});

it('nobody is where the limits are 0', () => {
  const limits = rateLimits({} as Database, { caller: 0, address: 0 });
  expect(limits.spend({ caller: null, address: '10.1.1.1', at }, 1_000_000)).toBeNull();
});
