export interface StubColumn {
  title: string;
  /** NocoDB's column type. */
  uidt: string;
  colOptions?: Record<string, unknown>;
}

export type StubRow = Record<string, unknown>;

/** A table as NocoDB on SQLite keeps it: JSON as text, times with seconds, UpdatedAt null until the first edit. */
export class StubTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly (StubColumn & { id: string; pk: boolean })[];
  readonly #rows = new Map<number, StubRow>();
  readonly #now: () => number;
  readonly #hasTimes: boolean;
  #lastId = 0;
  #signatures = 0;
  /** How far the server's clock is off, ms. */
  skewMs = 0;

  constructor(options: {
    id: string;
    title: string;
    columns: readonly StubColumn[];
    hasTimes: boolean;
    now: () => number;
  }) {
    this.id = options.id;
    this.title = options.title;
    this.#now = () => options.now() + this.skewMs;
    this.#hasTimes = options.hasTimes;
    const times = options.hasTimes
      ? [
          { title: 'CreatedAt', uidt: 'CreatedTime' },
          { title: 'UpdatedAt', uidt: 'LastModifiedTime' },
        ]
      : [];
    const own = options.columns.filter(({ uidt }) => uidt !== 'ID');
    this.columns = [{ title: 'Id', uidt: 'ID' }, ...times, ...own].map((column, index) => ({
      ...column,
      id: `${options.id}c${index}`,
      pk: column.uidt === 'ID',
    }));
  }

  get titles(): string[] {
    return this.columns.map(({ title }) => title);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Attachments are signed anew for every answer, and the keys end after two hours. */
  rows(): StubRow[] {
    const attachments = this.columns.filter(({ uidt }) => uidt === 'Attachment').map(({ title }) => title);
    if (attachments.length === 0) return [...this.#rows.values()];
    return [...this.#rows.values()].map((row) => ({
      ...row,
      ...Object.fromEntries(attachments.map((title) => [title, this.#signed(row[title])])),
    }));
  }

  #signed(value: unknown): unknown {
    if (!Array.isArray(value)) return value;
    return value.map((file: { path: string }) => {
      const signature = `SIGNATURE-${++this.#signatures}`;
      const signedUrl = `https://files.example/${file.path}?X-Amz-Expires=7200&X-Amz-Signature=${signature}`;
      const thumbnails = { tiny: { signedUrl }, card_cover: { signedUrl } };
      return {
        ...file,
        url: signedUrl,
        signedUrl,
        signedPath: `dltemp/${signature}/${file.path}`,
        thumbnails,
      };
    });
  }

  /** Returns the ids. `Id` may be given, also one below the last. */
  insert(...rows: readonly StubRow[]): number[] {
    return rows.map((row) => {
      const id = typeof row['Id'] === 'number' ? row['Id'] : this.#lastId + 1;
      this.#lastId = Math.max(this.#lastId, id);
      const times = this.#hasTimes ? { CreatedAt: toNocodbTime(this.#now()), UpdatedAt: null } : {};
      this.#rows.set(id, {
        Id: id,
        ...times,
        ...this.#stored(row),
        ...pick(row, ['CreatedAt', 'UpdatedAt']),
      });
      return id;
    });
  }

  /** False where there is no such row. `touch: false` leaves UpdatedAt, as direct SQL and link changes do. */
  update(id: number, change: StubRow, options: { touch?: boolean; at?: number } = {}): boolean {
    const row = this.#rows.get(id);
    if (row === undefined) return false;
    const isTouched = this.#hasTimes && options.touch !== false;
    const times = isTouched ? { UpdatedAt: toNocodbTime(options.at ?? this.#now()) } : {};
    this.#rows.set(id, { ...row, ...this.#stored(change), ...times });
    return true;
  }

  remove(...ids: readonly number[]): number {
    return ids.filter((id) => this.#rows.delete(id)).length;
  }

  /** Columns the table does not have are dropped silently, as NocoDB does. */
  #stored(row: StubRow): StubRow {
    const entries = this.columns.flatMap(({ title, uidt }) => {
      if (title === 'Id' || title === 'CreatedAt' || title === 'UpdatedAt') return [];
      if (!(title in row)) return [];
      const value = row[title];
      const isJson = uidt === 'JSON' && typeof value === 'object' && value !== null;
      return [[title, isJson ? JSON.stringify(value) : value] as const];
    });
    return Object.fromEntries(entries);
  }
}

const pick = (row: StubRow, titles: readonly string[]): StubRow =>
  Object.fromEntries(titles.filter((title) => title in row).map((title) => [title, row[title]]));

/** `2023-11-14 22:13:20+00:00`: seconds are all there is. */
export const toNocodbTime = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}+00:00`;
