import { lookup as lookupName } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Which addresses and ports a fetch may go to. */
export type AddressPolicy = {
  /** `address`: an IP address as text, of either family. */
  readonly allowsAddress: (address: string) => boolean;
  readonly allowsPort: (port: number) => boolean;
};

/** The rule of every server that faces people: the public internet on the two ports of the web, and nothing else. */
export const PUBLIC_ONLY: AddressPolicy = {
  allowsAddress: isPublic,
  allowsPort: (port) => port === 80 || port === 443,
};

/** For `TELLCUT_ALLOW_PRIVATE_URLS=on`: one's own network too, but never the machine's cloud keys. */
export const PRIVATE_TOO: AddressPolicy = {
  allowsAddress: (address) => isPublic(address) || isOwn(address),
  allowsPort: () => true,
};

/** Ranges of one's own network and machine, as ipaddr.js names them. Link-local is not among them. */
const OWN_RANGES = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Services that hand out a machine's keys. 168.63.129.16 (Azure) and 192.0.0.192 (Oracle) are no private addresses by
 * any registry; the others are listed so that {@link PRIVATE_TOO} refuses them as well.
 */
const METADATA = ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32', '192.0.0.192/32', 'fd00:ec2::/32'].map(
  (network) => ipaddr.parseCIDR(network),
);

/** What the internet hands out of IPv6 (RFC 4291, 2.5.4): everything else embeds, translates or means something else. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

type Address = ReturnType<typeof ipaddr.process>;

const isWithin = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

const isMetadata = (address: Address): boolean => METADATA.some((network) => isWithin(address, network));

function isOwn(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return OWN_RANGES.has(address.range()) && !isMetadata(address);
}

/** An IPv4 address inside an IPv6 one (::ffff:a.b.c.d) is judged as the IPv4 address that it is. */
function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || isMetadata(address)) return false;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_IPV6);
}

/** The connector would not go there. Never shown: what a caller sees is `fetch.refused_address`. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/** Every address of a name. Tests hand in their own; {@link systemResolve} asks the system. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const systemResolve: Resolve = (hostname) => lookupName(hostname, { all: true });
