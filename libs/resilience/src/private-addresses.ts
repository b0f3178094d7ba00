import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

/** Where machines tell what runs on them who they are: of no use to anybody outside, and worth an attack from outside. Always refused. */
const METADATA_RANGES: readonly Range[] = [
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
];

/** Not reachable over the internet, or not one machine. Source: the IANA special-purpose address registries (RFC 6890). */
const PRIVATE_RANGES: readonly Range[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix, family] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const metadata = listOf(METADATA_RANGES);
const privateOnes = listOf(PRIVATE_RANGES);

/** The eight 16-bit groups of an IPv6 address; a dotted end counts as two. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const parse = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [parse(head), parse(tail ?? '')];
  const nMissing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<number>(nMissing).fill(0), ...after];
}

const toIpv4 = (high = 0, low = 0): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** The IPv4 address that a gateway would hand this one on to: mapped (::ffff:), NAT64 (RFC 6052) or 6to4 (RFC 3056); else null. */
function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  const isUnder = (...prefix: number[]): boolean => prefix.every((group, index) => groups[index] === group);
  if (isUnder(0, 0, 0, 0, 0, 0xffff) || isUnder(0x64, 0xff9b, 0, 0, 0, 0))
    return toIpv4(groups[6], groups[7]);
  return isUnder(0x2002) ? toIpv4(groups[1], groups[2]) : null;
}

/**
 * Why nothing may be sent to an IP address on behalf of somebody outside, or null where it may. Covers private, local, multicast and
 * reserved ranges of IPv4 and IPv6 and what is embedded in IPv6. With `allowPrivate` only link-local addresses and those of machines'
 * metadata are refused. What is no IP address is refused.
 */
export function whyRefused(
  address: string,
  { allowPrivate = false }: { allowPrivate?: boolean } = {},
): string | null {
  // The zone of a scoped address (fe80::1%eth0) says which network card, not which network.
  const [bare = ''] = address.split('%');
  const version = isIP(bare);
  if (version === 0) return 'no IP address';
  const embedded = version === 6 ? embeddedIpv4(bare) : null;
  if (embedded !== null) return whyRefused(embedded, { allowPrivate });
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (metadata.check(bare, family)) return 'a link-local or metadata address';
  return !allowPrivate && privateOnes.check(bare, family) ? 'a private or reserved address' : null;
}
