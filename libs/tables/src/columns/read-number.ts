const [MINUS, PLUS, DOT, ZERO, NINE] = [0x2d, 0x2b, 0x2e, 0x30, 0x39];

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Below this, every integer is a double. */
const MAX_EXACT = 2 ** 53;

/** What stands for a value that is not there, in tables as programs write them. */
const MISSING = new Set([
  '', '?', 'na', 'n/a', '#n/a', '<na>', 'nan', '-nan', '+nan', 'null', 'none', 'nil', '#na', '1.#qnan', '-1.#ind',
]); // prettier-ignore
const INFINITE = new Map([
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
]);
const LONGEST_WORD = 9;

/** Words that are numbers: of a missing value (NaN) and of infinity; undefined for any other text. */
export function numberOfWord(text: string): number | undefined {
  if (text.length > LONGEST_WORD) return undefined;
  const word = text.toLowerCase();
  return MISSING.has(word) ? NaN : INFINITE.get(word);
}

/** Each figure can be matched in one way only: a cell of 100,000 of them and a letter costs its length. */
const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

function readSlowly(bytes: Buffer, start: number, stop: number): number | undefined {
  const text = bytes.toString('latin1', start, stop);
  return DECIMAL.test(text) ? Number(text) : numberOfWord(text);
}

/**
 * The number written in `bytes[start..stop)`: NaN for a missing value ("", "NA", "null", "?" ...), undefined for a text. Correctly
 * rounded: up to 2^53 and 22 decimal places one division is exact to the last bit (Clinger, PLDI 1990), all else goes through `Number`.
 */
export function readNumber(bytes: Buffer, start: number, stop: number): number | undefined {
  if (start === stop) return NaN;
  let at = start;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  let mantissa = 0;
  let places = -1;
  for (; at < stop; at++) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      if (places >= 0) places++;
    } else if (byte === DOT && places < 0) places = 0;
    else return readSlowly(bytes, start, stop);
  }
  const nDigits = at - start - (sign === MINUS || sign === PLUS ? 1 : 0) - (places >= 0 ? 1 : 0);
  if (nDigits === 0) return readSlowly(bytes, start, stop);
  if (mantissa >= MAX_EXACT || places > 22) return Number(bytes.toString('latin1', start, stop));
  const value = places > 0 ? mantissa / (POWERS[places] as number) : mantissa;
  return sign === MINUS ? -value : value;
}
