import { cpus } from 'node:os';
import type { MeasuredSize } from './measure-size.ts';

const count = (n: number): string => n.toLocaleString('en-GB');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

const ratio = (values: readonly number[]): string => {
  const [first, last] = [values[0], values.at(-1)];
  return values.length < 2 || !first || last === undefined ? '–' : `${(last / first).toFixed(2)} x`;
};

function pagesTable(sizes: readonly MeasuredSize[]): string {
  const names = sizes[0]?.pages.map(({ page }) => page) ?? [];
  const of = (size: MeasuredSize, name: string) => size.pages.find(({ page }) => page === name);
  const rows = names.map((name) => {
    const found = sizes.map((size) => of(size, name));
    return [
      name,
      ...found.map(
        (one) => `${one?.milliseconds.toFixed(1) ?? '–'} ms, ${count(one?.documentsExamined ?? 0)}`,
      ),
      ratio(found.map((one) => one?.milliseconds ?? NaN)),
      ratio(found.map((one) => one?.documentsExamined ?? NaN)),
    ];
  });
  const heads = sizes.map(({ nConversations }) => count(nConversations));
  return table(['page', ...heads, 'time, last to first', 'documents, last to first'], rows);
}

function cpuTable(sizes: readonly MeasuredSize[]): string {
  const stages = sizes[0]?.cpu.map(({ stage }) => stage) ?? [];
  const rows = stages.map((name) => {
    const found = sizes.map(({ cpu }) => cpu.find(({ stage }) => stage === name));
    return [
      name,
      ...found.map((one) => `${(one?.own ?? NaN).toFixed(3)} + ${(one?.mongod ?? NaN).toFixed(3)}`),
      ratio(found.map((one) => (one?.own ?? NaN) + (one?.mongod ?? NaN))),
    ];
  });
  return table(['work', ...sizes.map(({ nConversations }) => count(nConversations)), 'last to first'], rows);
}

/** The page that the bench writes. */
export const toPage = (sizes: readonly MeasuredSize[]): string => `# Growth

What reporting's rows, measures, pages and reports cost at different numbers of conversations. \`npm run bench -- --section growth\` writes
this page: its generator makes the conversations one batch at a time, spread over the same 365 days whatever their number, so that what grows
is how much there is of each day. On ${cpus().length} cores shared with other work; times of pages are medians of six reads on a warm cache.

## CPU milliseconds a conversation (the process + mongod)

Rows are written in batches of 1,000 with all that is known of them; every 25,000 the marked hours, days, months and users are measured.

${cpuTable(sizes)}

At few conversations an hour an hour's measures are shared by few of them: measuring is dearest a conversation where there are fewest.

## Pages and reports (median time, documents that MongoDB examined)

${pagesTable(sizes)}

A round of measuring in which nothing had changed examined ${sizes.map(({ idleDocuments }) => count(idleDocuments)).join(', ')} documents.
Comparing three stages took ${sizes.map(({ comparisonMiB }) => `${comparisonMiB.toFixed(0)} MiB`).join(', ')} on top of what the process had.
Data in MongoDB: ${sizes.map(({ megabytes }) => `${megabytes.toFixed(0)} MB`).join(', ')}.
`;
