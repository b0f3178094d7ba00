import { parseWhere } from './parse-where.ts';
import type { StubRow, StubTable } from './stub-table.ts';

export interface Answer {
  status: number;
  body: unknown;
}

const refuse = (status: number, error: string, message: string): Answer => ({
  status,
  body: { error, message },
});

const DEFAULT_LIMIT = 25;

function filtered(table: StubTable, query: URLSearchParams, version: 'v2' | 'v3'): StubRow[] {
  const where = query.get('where') ?? '';
  return where === '' ? table.rows() : table.rows().filter(parseWhere(where, version, table.titles));
}

export const countRows = (table: StubTable, query: URLSearchParams, version: 'v2' | 'v3'): Answer => ({
  status: 200,
  body: { count: filtered(table, query, version).length },
});

export function listV2(table: StubTable, query: URLSearchParams, maxPageSize: number): Answer {
  const asked = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const limit = Math.min(asked > 0 ? asked : DEFAULT_LIMIT, maxPageSize);
  const offset = Number(query.get('offset') ?? 0);
  const sort = (query.get('sort') ?? 'Id').split(',').map((field) => ({
    field: field.replace(/^-/, ''),
    isDescending: field.startsWith('-'),
  }));
  const unknown = sort.find(({ field }) => !table.titles.includes(field));
  if (unknown !== undefined) return refuse(404, 'ERR_FIELD_NOT_FOUND', `Field '${unknown.field}' not found`);
  const rows = sorted(filtered(table, query, 'v2'), sort);
  if (offset > 0 && offset >= rows.length) {
    return refuse(422, 'ERR_INVALID_OFFSET_VALUE', `Offset value '${offset}' is invalid`);
  }
  const list = rows.slice(offset, offset + limit).map((row) => project(table, row, query, 'v2'));
  const isLastPage = offset + limit >= rows.length;
  const page = offset % limit === 0 ? { page: offset / limit + 1 } : { offset };
  const pageInfo = {
    totalRows: rows.length,
    ...page,
    pageSize: limit,
    isFirstPage: offset === 0,
    isLastPage,
  };
  return { status: 200, body: { list, pageInfo } };
}

export function listV3(table: StubTable, query: URLSearchParams, maxPageSize: number, base: string): Answer {
  const size = Math.min(Number(query.get('pageSize') ?? query.get('limit') ?? DEFAULT_LIMIT), maxPageSize);
  const page = Number(query.get('page') ?? 1);
  const parsed = parseSort(query.get('sort'));
  if (parsed === null) return refuse(400, 'ERR_INVALID_REQUEST_BODY', 'Invalid sort');
  const rows = sorted(filtered(table, query, 'v3'), parsed);
  const records = rows.slice((page - 1) * size, page * size).map((row) => {
    const { Id: id, ...fields } = project(table, row, query, 'v3');
    return { id, fields };
  });
  const isLast = page * size >= rows.length;
  // As the real one does: `next` forgets `fields` and repeats `where` (nocodb#12566), and is absent on the last page.
  const next = isLast ? {} : { next: `${base}?page=${page + 1}&pageSize=${size}&where=` };
  return { status: 200, body: { records, ...next, nestedNext: null } };
}

type Sort = { field: string; isDescending: boolean }[];

function parseSort(text: string | null): Sort | null {
  if (text === null) return [{ field: 'Id', isDescending: false }];
  try {
    const parsed = JSON.parse(text) as { field: string; direction: string }[];
    return parsed.map(({ field, direction }) => ({ field, isDescending: direction === 'desc' }));
  } catch {
    // v2's syntax in v3: the real one refuses it too.
    return null;
  }
}

/** Nulls first ascending and last descending, as SQLite does. */
const sorted = (rows: StubRow[], sort: Sort): StubRow[] =>
  [...rows].sort((a, b) => {
    for (const { field, isDescending } of sort) {
      const order = compare(a[field], b[field]);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return (a as number) < (b as number) ? -1 : 1;
}

function project(table: StubTable, row: StubRow, query: URLSearchParams, version: 'v2' | 'v3'): StubRow {
  const fields = query.get('fields')?.split(',') ?? null;
  const shown = table.columns.filter(({ title, pk }) => pk || fields === null || fields.includes(title));
  return Object.fromEntries(
    shown.map(({ title, uidt }) => {
      const value = row[title] ?? null;
      // On SQLite v2 gives check boxes as 0 and 1.
      return [
        title,
        uidt === 'Checkbox' && value !== null ? (version === 'v2' ? Number(value) : Boolean(value)) : value,
      ];
    }),
  );
}
