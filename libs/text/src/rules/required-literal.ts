const SHORTEST = 3;
/** These make what stands before them optional, or repeat it. */
const QUANTIFIERS = '?*{';
/** Letters that fold to others than their own lower case; a text that holds one is always tried. */
export const FOLDS_ODDLY = /[\u017f\u212a]/;

/** The place behind a group or class that begins at `at`. */
function skipBracketed(pattern: string, at: number): number {
  const isClass = pattern[at] === '[';
  let depth = 0;
  for (let i = at; i < pattern.length; i++) {
    const sign = pattern[i];
    if (sign === '\\') i++;
    else if (isClass && sign === ']' && i > at + 1 && !(pattern[i - 1] === '^' && i === at + 2)) return i + 1;
    else if (!isClass && sign === '[') i = skipBracketed(pattern, i) - 1;
    else if (!isClass && sign === '(') depth++;
    else if (!isClass && sign === ')' && --depth === 0) return i + 1;
  }
  return pattern.length;
}

/**
 * The longest run of plain characters that every match of an RE2 expression contains, in lower case; undefined where none of three or more can be
 * told. Looks only at the top level, and gives up at an alternative there: it may miss one, but never names a wrong one.
 */
export function requiredLiteral(pattern: string): string | undefined {
  const body = pattern.replace(/^\(\?[ism]+\)/, '');
  const runs: string[] = [''];
  const endRun = (): void => void runs.push('');
  for (let at = 0; at < body.length;) {
    const sign = body[at]!;
    if (sign === '|') return undefined;
    if (sign === '(' && /^\(\?[a-zA-Z-]+\)/.test(body.slice(at))) return undefined;
    if (sign === '(' || sign === '[') {
      endRun();
      at = skipBracketed(body, at);
      continue;
    }
    const isEscaped = sign === '\\';
    if (isEscaped && /[\p{L}\p{N}]/u.test(body[at + 1] ?? '')) {
      // A class, a border or a coded sign; \Q…\E, \p{…} and \x{…} are longer than two signs.
      if (/[QpPx]/.test(body[at + 1]!)) return undefined;
      endRun();
      at += 2;
      continue;
    }
    const plain = isEscaped ? body[at + 1] : /[.^$*+?{}\])]/.test(sign) ? undefined : sign;
    at += isEscaped ? 2 : 1;
    if (plain === undefined) {
      endRun();
      continue;
    }
    if (QUANTIFIERS.includes(body[at] ?? ' ')) endRun();
    else runs[runs.length - 1] += plain;
    if (body[at] === '+') endRun();
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best)).toLowerCase();
  return longest.length >= SHORTEST ? longest : undefined;
}
