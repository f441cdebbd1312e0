import { isIP } from 'node:net';
import { err, ok, type Result } from '@guicheng/kernel';
import { at, problem, type Problem } from '@guicheng/policy-model';
import ipaddr from 'ipaddr.js';

/** Networks of one list at most; our choice. */
export const MOST_NETWORKS = 50;

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** IPv4 behind `::` alone (RFC 4291 §2.5.5.1, deprecated) is another address than the IPv4 one, and ipaddr.js reads it as that one. */
const IPV4_COMPATIBLE = /^::\d+\./;

/** Node reads addresses strictly: nothing octal, hexadecimal or shortened; a zone belongs to one machine. */
const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%') && !IPV4_COMPATIBLE.test(text);

/** One address in one form: IPv4 that comes in IPv6 clothes (`::ffff:10.0.0.1`, RFC 4291 §2.5.5.2) is IPv4. Undefined: it is none. */
const addressOf = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined => (isAddress(text) ? ipaddr.process(text) : undefined);

/** `10.0.0.0/8`, `2001:db8::/32`, or one address; undefined: it is none, or has bits beyond its prefix, which is more likely a slip than meant. */
const networkOf = (text: string): Network | undefined => {
  const [written = '', bits, ...rest] = text.split('/');
  if (rest.length > 0 || !isAddress(written)) return undefined;
  const parsed = ipaddr.parse(written);
  const whole = parsed.kind() === 'ipv4' ? 32 : 128;
  const given = bits === undefined ? whole : /^(?:0|[1-9]\d{0,2})$/.test(bits) ? Number(bits) : -1;
  if (given < 0 || given > whole) return undefined;
  const isMapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress();
  if (isMapped && given < 96) return undefined;
  const address = isMapped ? parsed.toIPv4Address() : parsed;
  const length = isMapped ? given - 96 : given;
  const first = networkAddress(address, length);
  return first === address.toString() ? [address, length] : undefined;
};

const networkAddress = (address: ipaddr.IPv4 | ipaddr.IPv6, length: number): string =>
  address instanceof ipaddr.IPv4
    ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${length}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${length}`).toString();

/** Reads a list of networks into the form it is kept in, `address/prefix`; all that are none are told. */
export const parseNetworks = (texts: readonly string[], pointer: string): Result<readonly string[], Problem[]> => {
  if (texts.length > MOST_NETWORKS)
    return err([
      problem(
        'networks-too-many',
        pointer,
        `网络地址段最多 ${MOST_NETWORKS} 个，现有 ${texts.length} 个。`,
        `At most ${MOST_NETWORKS} networks may be given; these are ${texts.length}.`,
      ),
    ]);
  const networks = texts.map(networkOf);
  const problems = networks.flatMap((network, index) =>
    network === undefined
      ? [
          problem(
            'network-not-valid',
            at(pointer, index),
            `网络地址段有误：应如 10.20.0.0/16、2001:db8::/32 或单个地址，且掩码之外的位为零。`,
            'Not a network: write 10.20.0.0/16, 2001:db8::/32 or one address, with no bits set beyond the prefix.',
          ),
        ]
      : [],
  );
  if (problems.length > 0) return err(problems);
  return ok([...new Set(networks.map((network) => `${network![0].toString()}/${network![1]}`))]);
};

/** Whether an address lies in one of the networks; none listed: from anywhere. An address that is not known lies in none. Throws for networks that `parseNetworks` did not give. */
export const mayCallFrom = (networks: readonly string[], address: string | null): boolean => {
  if (networks.length === 0) return true;
  const own = address === null ? undefined : addressOf(address);
  if (own === undefined) return false;
  return networks.some((text) => {
    const [network, length] = ipaddr.parseCIDR(text);
    return network.kind() === own.kind() && own.match(network, length);
  });
};
