import type { Writable } from 'node:stream';
import type { RetentionRunDocument } from '@convoscope/store';
import { printTable } from '../print.ts';

/** A preview or a run for people: what goes or went by day and place, then in one sentence. */
export function printRun(
  { stdout, stderr }: { stdout: Writable; stderr: Writable },
  run: RetentionRunDocument,
): void {
  const { status, kind, counts, problem, scopes, reportsBefore, holds, runId, digest } = run;
  if (status === 'refused') return void stderr.write(`refused: ${problem ?? ''}\n`);
  const days = Object.keys(counts).sort();
  const places = [...new Set(days.flatMap((day) => Object.keys(counts[day] ?? {})))].sort();
  if (days.length > 0)
    printTable(
      stdout,
      ['day', ...places],
      [
        ...days.map((day) => [day, ...places.map((place) => counts[day]?.[place] ?? 0)]),
        totalOf(counts, places),
      ],
    );
  for (const { source, before, n } of scopes)
    stdout.write(`${source}: ${n} conversations before ${before}\n`);
  if (reportsBefore !== null) stdout.write(`reports that end before ${reportsBefore}\n`);
  if (holds.length > 0) stdout.write(`holds in force: ${holds.join(', ')}\n`);
  stdout.write(`${sentenceOf(run)}\n`);
  if (kind === 'preview' && status === 'done' && days.length > 0)
    stdout.write(`exactly this: convoscope retention run --yes --expect ${digest}\n`);
  if (status !== 'done') stdout.write(`convoscope retention status ${runId}\n`);
}

const totalOf = (counts: RetentionRunDocument['counts'], places: readonly string[]): (string | number)[] => [
  'all',
  ...places.map((place) => Object.values(counts).reduce((sum, ofDay) => sum + (ofDay[place] ?? 0), 0)),
];

function sentenceOf({ status, kind, nConversations, counts }: RetentionRunDocument): string {
  const reports = Object.values(counts).reduce((sum, places) => sum + (places['analytics_reports'] ?? 0), 0);
  const what = `${nConversations} conversations and ${reports} reports`;
  if (status !== 'done') return `not done yet: ${what} so far`;
  return kind === 'preview' ? `${what} would go; nothing was removed` : `${what} are gone`;
}
