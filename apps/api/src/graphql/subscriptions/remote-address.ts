import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').trim();

/** Who connects, behind the proxies that may say whom they pass on, as for other requests; null: not known. */
export const remoteAddress = ({ socket, headers }: IncomingMessage, trustedProxies: readonly string[]): string | null => {
  const trusted = new BlockList();
  for (const network of trustedProxies) {
    const [address = '', bits] = network.split('/');
    if (isIP(address) === 0) continue;
    if (bits === undefined) trusted.addAddress(address, kindOf(address));
    else trusted.addSubnet(address, Number(bits), kindOf(address));
  }
  const passedOn = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(plain)
    .filter((address) => address !== '')
    .reverse();
  let found = plain(socket.remoteAddress ?? '');
  for (const next of passedOn) {
    if (isIP(found) === 0 || !trusted.check(found, kindOf(found))) break;
    found = next;
  }
  return isIP(found) === 0 ? null : found;
};
