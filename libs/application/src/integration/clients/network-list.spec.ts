import { describe, expect, it } from 'vitest';
import { mayCallFrom, MOST_NETWORKS, parseNetworks } from './network-list.ts';

const kept = (...texts: string[]): readonly string[] | string[] => {
  const parsed = parseNetworks(texts, '/networks');
  return parsed.ok ? parsed.value : parsed.error.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('a list of networks', () => {
  it('is kept in one form, each network once', () => {
    expect(kept('10.20.0.0/16', '10.1.2.3', '2001:DB8::/32', '2001:db8:0:0::1', '10.20.0.0/16')).toEqual([
      '10.20.0.0/16',
      '10.1.2.3/32',
      '2001:db8::/32',
      '2001:db8::1/128',
    ]);
  });

  it('takes IPv4 in the clothes of IPv6 as what it is', () => {
    expect(kept('::ffff:10.0.0.0/104', '::ffff:10.0.0.1')).toEqual(['10.0.0.0/8', '10.0.0.1/32']);
    expect(kept('::ffff:0:0/90')).toEqual(['network-not-valid /networks/0']);
  });

  it.each([
    '',
    ' ',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.1/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '167772160',
    '10.0.0.0/',
    'fe80::1%eth0',
    '2001:db8::1/32',
    'g::/8',
    '2001:db8::/129',
    '*',
    '10.0.0.0 ',
    'localhost',
  ])('refuses "%s"', (text) => {
    expect(kept('10.0.0.0/8', text)).toEqual(['network-not-valid /networks/1']);
  });

  it(`holds ${MOST_NETWORKS} at most`, () => {
    const many = Array.from({ length: MOST_NETWORKS + 1 }, (_, index) => `10.0.0.${index}`);
    expect(kept(...many.slice(1))).toHaveLength(MOST_NETWORKS);
    expect(kept(...many)).toEqual(['networks-too-many /networks']);
  });
});

describe('where a call comes from', () => {
  const networks = ['10.20.0.0/16', '2001:db8::/32', '192.0.2.7/32'];

  it.each([
    ['10.20.0.0', true],
    ['10.20.255.255', true],
    ['10.19.255.255', false],
    ['10.21.0.0', false],
    ['::ffff:10.20.3.4', true],
    ['::ffff:a14:304', true],
    ['::ffff:10.21.0.0', false],
    ['::10.20.3.4', false],
    ['64:ff9b::10.20.3.4', false],
    ['2001:db8:ffff::1', true],
    ['2001:db9::1', false],
    ['192.0.2.7', true],
    ['192.0.2.8', false],
    ['10.20.1', false],
    ['fe80::1%eth0', false],
    ['', false],
    [null, false],
  ])('%s: %s', (address, expected) => {
    expect(mayCallFrom(networks, address)).toBe(expected);
  });

  it('without networks: from anywhere', () => {
    expect(mayCallFrom([], '203.0.113.9')).toBe(true);
    expect(mayCallFrom([], null)).toBe(true);
  });

  it('the whole of one family is not the other', () => {
    expect(mayCallFrom(['0.0.0.0/0'], '2001:db8::1')).toBe(false);
    expect(mayCallFrom(['::/0'], '10.0.0.1')).toBe(false);
    expect(mayCallFrom(['0.0.0.0/0'], '::ffff:10.0.0.1')).toBe(true);
  });
});
