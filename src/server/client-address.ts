import ipaddr from 'ipaddr.js';
import type { ClientAddress } from './route.ts';

/**
 * What limits are counted by: an IPv4 address alone; of IPv6 the /64 that one household gets, and the /48 that one
 * customer of a provider may get. `::ffff:1.2.3.4` is 1.2.3.4. Anything unreadable shares one bucket.
 */
export function clientAddress(ip: string): ClientAddress {
  if (!ipaddr.isValid(ip)) return { ip: 'unknown', address: 'unknown', network: 'unknown' };
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') {
    const text = address.toString();
    return { ip: text, address: text, network: text };
  }
  const parts = (address as ipaddr.IPv6).parts;
  const prefix = (bits: 64 | 48): string => {
    const kept = parts.map((part, index) => (index < bits / 16 ? part : 0));
    return `${new ipaddr.IPv6(kept).toString()}/${bits}`;
  };
  return { ip: address.toString(), address: prefix(64), network: prefix(48) };
}

/** Whether an address is this machine or a network that is not routed on the internet. */
export function isPrivate(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  return ['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(ipaddr.process(ip).range());
}
