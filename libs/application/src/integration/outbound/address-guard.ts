import { BlockList, isIP, isIPv4 } from 'node:net';

/** What a network is, for people who read the list. */
type Network = readonly [network: string, prefix: number, what: string];

/** IANA special-purpose registry of IPv4 (RFC 6890 and after): what is not the public internet. */
const NOT_PUBLIC_V4: readonly Network[] = [
  ['0.0.0.0', 8, 'this network'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared by carriers; metadata of Alibaba Cloud'],
  ['127.0.0.0', 8, 'loopback'],
  ['168.63.129.16', 32, 'the host of Azure, though its address is public'],
  ['169.254.0.0', 16, 'link-local; metadata of most clouds'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol assignments; metadata of Oracle Cloud'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, '6to4 relays'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmarks'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved; broadcast'],
];

/** Of IPv6 only this is assigned as public; loopback, unique-local, link-local, multicast, IPv4-mapped and NAT64 lie outside. */
const PUBLIC_V6: Network = ['2000::', 3, 'global unicast'];

/** Within it, what leads elsewhere. */
const NOT_PUBLIC_V6: readonly Network[] = [
  ['2001::', 23, 'protocol assignments; Teredo carries an IPv4 address'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4 carries an IPv4 address'],
  ['3fff::', 20, 'documentation'],
];

// One list for each family: Node judges an IPv4 address under rules of IPv6 as if it were mapped.
const listOf = (networks: readonly Network[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
};
const refusedV4 = listOf(NOT_PUBLIC_V4, 'ipv4');
const refusedV6 = listOf(NOT_PUBLIC_V6, 'ipv6');
const publicV6 = listOf([PUBLIC_V6], 'ipv6');

/** Whether an address, as text, is one of the public internet. What is no address is not. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !refusedV4.check(address, 'ipv4');
  // With a zone (`fe80::1%eth0`) it is local by nature.
  return isIP(address) === 6 && !address.includes('%') && publicV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
};

/** Networks that a deployment opens to outbound messages though they are not public (an intranet), and over plain http. */
export interface AllowedNetworks {
  has(address: string): boolean;
}

/** Reads addresses and networks (`10.20.0.0/16`, `10.1.2.3`, `fd12::/48`); undefined when one is none. */
export const allowedNetworks = (entries: readonly string[]): AllowedNetworks | undefined => {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const entry of entries) {
    const [network = '', prefix, ...rest] = entry.split('/');
    const bits = isIPv4(network) ? 32 : isIP(network) === 6 && !network.includes('%') ? 128 : 0;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (bits === 0 || rest.length > 0 || length < 1 || length > bits) return undefined;
    const family = bits === 32 ? 'ipv4' : 'ipv6';
    lists[family].addSubnet(network, length, family);
  }
  return {
    has: (address) =>
      isIPv4(address)
        ? lists.ipv4.check(address, 'ipv4')
        : isIP(address) === 6 && !address.includes('%') && lists.ipv6.check(address, 'ipv6'),
  };
};

/** No network besides the public internet. */
export const NO_NETWORKS: AllowedNetworks = { has: () => false };

/** Whether a message may go to all of these addresses: public ones over https, those of allowed networks over http as well. */
export const mayReach = (protocol: string, addresses: readonly string[], allowed: AllowedNetworks): boolean =>
  addresses.length > 0 && addresses.every((address) => allowed.has(address) || (protocol === 'https:' && isPublicAddress(address)));
