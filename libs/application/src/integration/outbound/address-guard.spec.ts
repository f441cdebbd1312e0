import { describe, expect, it } from 'vitest';
import { allowedNetworks, isPublicAddress, mayReach, NO_NETWORKS } from './address-guard.ts';

describe('the public internet', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '172.15.255.255', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
    '%s is of it',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '100.100.100.200',
    ],
    ...[
      '169.254.169.254',
      '168.63.129.16',
      '192.0.0.192',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '255.255.255.255',
      '240.0.0.1',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::ffff:a9fe:a9fe',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      'fc00::1',
      'fd00:ec2::254',
    ],
    ...['fe80::1', 'fe80::1%lo', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '100::1', '2400:3200::1%eth0'],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433', '1.1.1.1.', ' 1.1.1.1'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('what a deployment allows besides', () => {
  it('is networks and addresses', () => {
    const allowed = allowedNetworks(['10.20.0.0/16', '192.168.7.7', 'fd12::/48'])!;
    for (const address of ['10.20.255.1', '192.168.7.7', 'fd12::9']) expect(allowed.has(address)).toBe(true);
    for (const address of ['10.21.0.1', '192.168.7.8', 'fd13::9', 'fd12::9%eth0', '::ffff:10.20.0.1', 'x'])
      expect(allowed.has(address)).toBe(false);
    expect(allowedNetworks([])!.has('10.20.0.1')).toBe(false);
  });

  it.each(['oa.gov', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '0.0.0.0/0', '::/0', 'fd12::/129', '10.0.0.0/-1', 'fe80::1%lo', ''])(
    'is never %s',
    (entry) => {
      expect(allowedNetworks([entry])).toBeUndefined();
    },
  );

  it('is reached over http as well; the internet over https only; one address too many and none is reached', () => {
    const allowed = allowedNetworks(['10.20.0.0/16'])!;
    expect(mayReach('http:', ['10.20.0.1'], allowed)).toBe(true);
    expect(mayReach('https:', ['10.20.0.1', '1.1.1.1'], allowed)).toBe(true);
    expect(mayReach('http:', ['1.1.1.1'], allowed)).toBe(false);
    expect(mayReach('http:', ['10.20.0.1', '1.1.1.1'], allowed)).toBe(false);
    expect(mayReach('https:', ['1.1.1.1', '10.0.0.1'], NO_NETWORKS)).toBe(false);
    expect(mayReach('https:', [], NO_NETWORKS)).toBe(false);
  });
});
