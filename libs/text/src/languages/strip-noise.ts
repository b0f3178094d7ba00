/** Characters of a text that are looked at; what it is written in shows long before. */
const LOOKED_AT = 4000;
const KEPT = 1200;
/** Every repetition is bounded, so the cost is linear in the length. */
const NOISE = /`[^`\n]{1,200}`|(?:https?:\/\/|www\.)\S{1,500}|[@#]\w{1,64}|<[^<>\n]{1,200}>|&[a-z]{1,8};/gi;
const ADDRESS = /[\w.+-]{1,64}@[\w.-]{1,100}/g;
const FENCE = '```';

/** What stands between code fences, an unclosed one reaching to the end, is left out. */
function withoutFences(text: string): string {
  if (!text.includes(FENCE)) return text;
  return text
    .split(FENCE)
    .filter((_, index) => index % 2 === 0)
    .join(' ');
}

/** A text without links, addresses, mentions, code and mark-up, which say nothing of the language around them; cut to a bound. */
export function stripNoise(text: string): string {
  const cut = withoutFences(text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text);
  const plain = cut.includes('@') ? cut.replace(ADDRESS, ' ') : cut;
  const kept = plain.replace(NOISE, ' ').trim();
  return kept.length > KEPT ? kept.slice(0, KEPT) : kept;
}
