/** Filters as NocoDB reads them: `(field,op,value)` joined by `~and` and `~or`, nested, quoted after `@` (v2) or always (v3). */
export type RowFilter = (row: Record<string, unknown>) => boolean;

export class WhereError extends Error {}

export function parseWhere(where: string, version: 'v2' | 'v3', columns: readonly string[]): RowFilter {
  const isQuoted = version === 'v3' || where.startsWith('@');
  if (version === 'v3' && where.startsWith('@'))
    throw new WhereError("expected opening parenthesis, but found '@'");
  const parser = new Parser(where.replace(/^@/, ''), isQuoted, columns);
  const filter = parser.expression();
  parser.expectEnd();
  return filter;
}

class Parser {
  #at = 0;
  readonly #text: string;
  readonly #isQuoted: boolean;
  readonly #columns: readonly string[];

  constructor(text: string, isQuoted: boolean, columns: readonly string[]) {
    this.#text = text;
    this.#isQuoted = isQuoted;
    this.#columns = columns;
  }

  expression(): RowFilter {
    let left = this.#term();
    for (;;) {
      const before = left;
      if (this.#take('~and')) {
        const right = this.#term();
        left = (row) => before(row) && right(row);
      } else if (this.#take('~or')) {
        const right = this.#term();
        left = (row) => before(row) || right(row);
      } else return left;
    }
  }

  expectEnd(): void {
    if (this.#at < this.#text.length) throw new WhereError(`unexpected '${this.#text.slice(this.#at)}'`);
  }

  #term(): RowFilter {
    if (!this.#take('(')) throw new WhereError(`expected '(' at ${this.#at}`);
    if (this.#text[this.#at] === '(') {
      const inner = this.expression();
      if (!this.#take(')')) throw new WhereError("expected ')'");
      return inner;
    }
    const [field = '', op = '', ...values] = this.#items();
    if (!this.#columns.includes(field)) throw new WhereError(`Column alias '${field}' not found.`);
    return comparison(field, op, values);
  }

  #items(): string[] {
    const items: string[] = [];
    for (;;) {
      items.push(this.#item());
      if (this.#take(',')) continue;
      if (this.#take(')')) return items;
      throw new WhereError("expected ',' or ')'");
    }
  }

  #item(): string {
    if (this.#isQuoted && this.#text[this.#at] === '"') return this.#quoted();
    const from = this.#at;
    while (this.#at < this.#text.length && !',)'.includes(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  #quoted(): string {
    let text = '';
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      if (this.#at >= this.#text.length) throw new WhereError('unterminated quote');
      if (this.#text[this.#at] === '\\') this.#at += 1;
      text += this.#text[this.#at] ?? '';
    }
    this.#at += 1;
    return text;
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }
}

function comparison(field: string, op: string, values: string[]): RowFilter {
  const isMoment = values[0] === 'exactDate';
  const wanted = isMoment ? values.slice(1) : values;
  const first = wanted[0] ?? '';
  const compare = (row: Record<string, unknown>): number | null => order(row[field], first, isMoment);
  switch (op) {
    case 'eq':
      return (row) => compare(row) === 0;
    case 'gt':
      return (row) => (compare(row) ?? 0) > 0;
    case 'gte':
    case 'ge':
      return (row) => (compare(row) ?? -1) >= 0;
    case 'lt':
      return (row) => (compare(row) ?? 0) < 0;
    case 'lte':
    case 'le':
      return (row) => (compare(row) ?? 1) <= 0;
    case 'in':
      return (row) => wanted.some((value) => order(row[field], value, false) === 0);
    case 'notblank':
      return (row) => row[field] !== null && row[field] !== undefined && row[field] !== '';
    default:
      throw new WhereError(`'${op}' is not supported.`);
  }
}

/** Null cells compare with nothing, as in SQL. */
function order(cell: unknown, wanted: string, isMoment: boolean): number | null {
  if (typeof cell === 'number') return Math.sign(cell - Number(wanted));
  if (typeof cell !== 'string') return null;
  if (isMoment) return Math.sign(Date.parse(cell) - Date.parse(wanted.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
  return cell < wanted ? -1 : Number(cell > wanted);
}
