import ipaddr from 'ipaddr.js';
import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

/**
 * Where machines tell what runs on them who they are, and where clouds answer only from inside: of no use to anybody outside, and worth an attack
 * from outside. Always refused. Sources: the instance metadata pages of AWS, Azure, Google, Alibaba, Oracle, Scaleway and IBM Cloud.
 */
const PLATFORM_RANGES: readonly Range[] = [
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  // Azure: DNS, health probes and the agent of every virtual machine, at an address that looks public.
  ['168.63.129.16', 32, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  // IBM Cloud: services that answer only on its private network.
  ['161.26.0.0', 16, 'ipv4'],
  ['166.8.0.0', 14, 'ipv4'],
  ['fd00:ec2::', 32, 'ipv6'],
  ['fd20:ce::', 32, 'ipv6'],
  ['fd00:42::', 32, 'ipv6'],
];

/** Of the IANA special-purpose address registries (RFC 6890) what ipaddr.js does not name; the rest is its to keep up to date. */
const FURTHER_RANGES: readonly Range[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100:0:0:1::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
];

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix, family] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const platform = listOf(PLATFORM_RANGES);
const further = listOf(FURTHER_RANGES);

const toIpv4 = (high = 0, low = 0): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** Where a form begins with these groups, and where it holds the IPv4 address: `at` is the first of two groups. */
const EMBEDDED_FORMS: readonly { prefix: readonly number[]; at: number; isInverted?: true }[] = [
  // Compatible and mapped (RFC 4291), translated (RFC 7915).
  { prefix: [0, 0, 0, 0, 0, 0], at: 6 },
  { prefix: [0, 0, 0, 0, 0, 0xffff], at: 6 },
  { prefix: [0, 0, 0, 0, 0xffff, 0], at: 6 },
  // NAT64 (RFC 6052), and its local prefix (RFC 8215) as /96.
  { prefix: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 },
  { prefix: [0x64, 0xff9b, 1], at: 6 },
  // 6to4 (RFC 3056); Teredo (RFC 4380): its server, and its client with every bit turned round.
  { prefix: [0x2002], at: 1 },
  { prefix: [0x2001, 0], at: 2 },
  { prefix: [0x2001, 0], at: 6, isInverted: true },
];

/** ISATAP (RFC 5214): below any prefix. */
const isIsatap = (groups: readonly number[]): boolean =>
  (groups[4] === 0 || groups[4] === 0x200) && groups[5] === 0x5efe;

/** Every IPv4 address that a gateway could hand this IPv6 address on to. */
function embeddedIpv4(address: string): string[] {
  const groups = ipaddr.IPv6.parse(address).parts;
  const found = EMBEDDED_FORMS.filter(({ prefix }) =>
    prefix.every((group, index) => groups[index] === group),
  ).map(({ at, isInverted }) => {
    const [high = 0, low = 0] = groups.slice(at, at + 2);
    return isInverted ? toIpv4(high ^ 0xffff, low ^ 0xffff) : toIpv4(high, low);
  });
  return isIsatap(groups) ? [...found, toIpv4(groups[6], groups[7])] : found;
}

/** Those that only carry an IPv4 address: what that one is decides. */
const isTransparent = (address: string): boolean => {
  const range = ipaddr.IPv6.parse(address).range();
  return range === 'ipv4Mapped' || range === 'rfc6052' || range === 'rfc6145' || range === '6to4';
};

/**
 * Why nothing may be sent to an IP address on behalf of somebody outside, or null where it may. Covers private, local, multicast and
 * reserved ranges of IPv4 and IPv6, addresses that clouds keep for themselves, and what is embedded in IPv6 in any form. With `allowPrivate` only
 * link-local addresses and those of clouds are refused. What is no IP address is refused.
 */
export function whyRefused(
  address: string,
  { allowPrivate = false }: { allowPrivate?: boolean } = {},
): string | null {
  // The zone of a scoped address (fe80::1%eth0) says which network card, not which network.
  const [bare = ''] = address.split('%');
  const version = isIP(bare);
  if (version === 0) return 'no IP address';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (platform.check(bare, family)) return 'a link-local or metadata address';
  const embedded = version === 6 ? embeddedIpv4(bare) : [];
  for (const inner of embedded) {
    const reason = whyRefused(inner, { allowPrivate });
    if (reason !== null) return reason;
  }
  if (allowPrivate || (version === 6 && isTransparent(bare))) return null;
  const isPublic = ipaddr.parse(bare).range() === 'unicast' && !further.check(bare, family);
  return isPublic ? null : 'a private or reserved address';
}
