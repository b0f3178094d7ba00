import { en } from './catalogues/en.ts';

const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'å', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ' },
  ...{ m: 'ɱ', n: 'ñ', o: 'ö', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ' },
  ...{ y: 'ý', z: 'ž' },
};

/** Accents on every letter and a third more of length, in brackets; what is filled in (`{{name}}`) stays. */
export function disguise(text: string): string {
  const accented = text
    .split(/(\{\{.*?\}\})/)
    .map((part) =>
      part.startsWith('{{')
        ? part
        : part.replaceAll(/[a-z]/gi, (letter) => {
            const other = ACCENTED[letter.toLowerCase()] ?? letter;
            return letter === letter.toLowerCase() ? other : other.toUpperCase();
          }),
    )
    .join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length / 3))}⟧`;
}

const disguiseAll = (texts: object): object =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, string | object]) => [
      key,
      typeof value === 'string' ? disguise(value) : disguiseAll(value),
    ]),
  );

export const pseudo: object = disguiseAll(en);
