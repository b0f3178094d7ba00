import type { Finder, PersonalSpan } from './personal-span.ts';

const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const LOCAL_SIGN = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
/** Labels and a last one without digits; bounded, so that each place is looked at a bounded number of times. */
const DOMAIN =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:[\p{L}]{2,24}|xn--[a-z0-9-]{2,59})/uy;

/** Where the local part in front of `at` begins; `at` itself where there is none. */
function startOfLocal(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL_SIGN.test(text[start - 1] ?? '')) start -= 1;
  while (start < at && /[.'`{|}/=*?!&]/.test(text[start] ?? '')) start += 1;
  return start;
}

/** E-mail addresses, also with letters beyond ASCII, `mailto:` left out; RFC 5321 lengths. */
export const findEmails: Finder = (text) => {
  const spans: PersonalSpan[] = [];
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = Math.max(end, startOfLocal(text, at));
    if (start === at) continue;
    const domain = text.slice(at + 1, at + 1 + MAX_DOMAIN);
    DOMAIN.lastIndex = 0;
    const found = DOMAIN.exec(domain);
    if (found === null) continue;
    end = at + 1 + found[0].length;
    spans.push({ kind: 'email', start, end, canonical: text.slice(start, end).toLowerCase() });
  }
  return spans;
};
