/** How a column of numbers is written where it is not as programs do: which sign the decimals have, and what stands beside the figures. */
export interface LocalNumbers {
  values: Map<string, number>;
  /** A sentence for a person. */
  note: string;
}

const SYMBOL = String.raw`[€$£¥₹]|EUR|USD|GBP|CHF|JPY|INR`;
const SHAPE = new RegExp(
  `^([-+\u2212(]?)\\s*(${SYMBOL})?\\s*([-+\u2212]?)([\\d.,'’\\s\u00a0\u202f]+?)\\s*(${SYMBOL})?\\s*(%)?(\\)?)$`,
  'i',
);
const GROUPED = { point: /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, comma: /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/ };
const PLAIN = { point: /^\d+(?:\.\d+)?$/, comma: /^\d+(?:,\d+)?$/ };
const BLANK = /(?<=\d)['’\s\u00a0\u202f](?=\d{3}(?!\d))/g;

type Decimal = 'point' | 'comma';

interface Parts {
  isNegative: boolean;
  body: string;
  symbol: string;
  isPercent: boolean;
}

/**
 * Reads a column of texts as numbers where every one of them is a number in one way of writing: `1.234,56`, `1,234.56`, `1 234`, `1'234`,
 * `€ 5,00`, `12 %` (12, not 0.12), `(3.00)` for -3. Where both ways fit all of them (`1,234`), `decimal` decides; without it the answer is the
 * sentence that says so. Null: they are no numbers. Cost: one look at each distinct text.
 */
export function readLocalNumbers(
  texts: readonly string[],
  decimal: Decimal | null,
): LocalNumbers | string | null {
  const parts = new Map<string, Parts>();
  for (const text of texts) {
    const found = partsOf(text);
    if (found === null) return null;
    parts.set(text, found);
  }
  const all = [...parts.values()];
  const symbols = new Set(all.map(({ symbol }) => symbol));
  if (symbols.size > 1)
    return `it mixes ${[...symbols].map((symbol) => symbol || 'none').join(' and ')} as currencies: it was read as text`;
  if (new Set(all.map(({ isPercent }) => isPercent)).size > 1)
    return 'only some of its numbers have a percent sign: it was read as text';
  const fitting = (['point', 'comma'] as const).filter((way) =>
    all.every(({ body }) => isWritten(body, way)),
  );
  const way = fitting.length > 1 ? decide(all, decimal) : (fitting[0] ?? null);
  if (fitting.length === 0) return null;
  if (way === null)
    return 'its commas or points could be those of decimals or of thousands: it was read as text';
  const values = new Map([...parts].map(([text, part]) => [text, valueOf(part, way)]));
  return { values, note: noteOf(all, way) };
}

/** No number is longer: longer texts are not looked at, whatever they hold. */
const MAX_CHARACTERS = 80;

function partsOf(text: string): Parts | null {
  if (text.length > MAX_CHARACTERS) return null;
  const match = SHAPE.exec(text.trim());
  if (match === null) return null;
  const [, outer = '', before = '', inner = '', figures = '', after = '', percent, close = ''] = match;
  if ((outer === '(') !== (close === ')')) return null;
  const isNegative = outer === '(' || /[-\u2212]/.test(outer + inner);
  const symbol = (before || after).toUpperCase();
  return { isNegative, body: figures.trim().replace(BLANK, ''), symbol, isPercent: percent !== undefined };
}

const isWritten = (body: string, way: Decimal): boolean => PLAIN[way].test(body) || GROUPED[way].test(body);

/** Whole numbers mean the same either way. */
function decide(all: readonly Parts[], decimal: Decimal | null): Decimal | null {
  return all.every(({ body }) => /^\d+$/.test(body)) ? 'point' : decimal;
}

function valueOf({ body, isNegative }: Parts, way: Decimal): number {
  const plain = way === 'point' ? body.replaceAll(',', '') : body.replaceAll('.', '').replace(',', '.');
  return isNegative ? -Number(plain) : Number(plain);
}

function noteOf(all: readonly Parts[], way: Decimal): string {
  const beside = [all[0]?.symbol, all[0]?.isPercent === true ? '%' : ''].filter((sign) => sign);
  const signs = beside.length > 0 ? `, ${beside.join(' and ')} left out` : '';
  return `it was read as numbers with a decimal ${way}${signs}`;
}
