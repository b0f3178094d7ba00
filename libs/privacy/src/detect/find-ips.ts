import { isIPv4, isIPv6 } from 'node:net';
import { findMatches, hasContext } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

const V4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;
const V6 =
  /(?<![\p{L}\p{N}:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\p{L}\p{N}:])/gu;
const VERSION = /(?:version|release|build|firmware|\bv)[ .:]{0,2}$/i;

/** IPv4 and IPv6 addresses. What is called a version is none; neither is `::` between names of a program. */
export const findIps: Finder = (text) => [
  ...findMatches('ip', V4, text, (match) =>
    isIPv4(match[0]) && !hasContext(text, match.index, VERSION) ? { canonical: match[0] } : null,
  ),
  ...(text.includes(':')
    ? findMatches('ip', V6, text, ([found]) => {
        const groups = found.split(':').filter((group) => group !== '');
        const isAddress = groups.length >= 2 && /\d/.test(found) && isIPv6(found);
        return isAddress ? { canonical: found.toLowerCase() } : null;
      })
    : []),
];
