import type { FaultKind } from '../../../apps/ingestion/test/nocodb-stub/stub-faults.ts';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow, Trial } from '../fault-row.ts';

/** With the reason that the quarantine gives. */
const PAGES: readonly { kind: FaultKind & string; reason: string }[] = [
  { kind: 'truncated', reason: 'page-malformed' },
  { kind: 'wrong-type', reason: 'page-malformed' },
  { kind: 'html', reason: 'page-malformed' },
  { kind: 'empty', reason: 'page-empty' },
];
const FOR_EVER = 1_000_000;
/** Longest that a poll goes on trying before it says so. */
const NOTICE_MS = 45_000;

interface Quarantined {
  sourceRowId: string;
  reason: string;
  status: string;
}

const quarantined = (lab: FaultLab, sourceRowId: string): Promise<Quarantined | null> =>
  lab.database.collection('processing_errors').findOne<Quarantined>({ source: 'faults', sourceRowId });

async function spoilPages(
  { lab, note, expect }: Trial,
  { kind, reason }: (typeof PAGES)[number],
): Promise<void> {
  const { stub } = lab.source;
  stub.fault({ kind, times: FOR_EVER });
  lab.load.insert(3);
  const startedAt = performance.now();
  const isNoticed = await eventually(
    async () => {
      const found = await quarantined(lab, '(page)');
      if (found?.status !== 'retrying' || found.reason !== reason) throw new Error('not in quarantine');
      return true;
    },
    { timeoutMs: NOTICE_MS, intervalMs: 200 },
  ).catch(() => false);
  stub.heal();
  expect(isNoticed, `${kind} was not put into quarantine as ${reason} within ${NOTICE_MS / 1_000} s`);
  if (isNoticed) note(`${kind} noticed after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
}

/** Rows that are no conversation, one that no page should carry, and good ones among them. */
async function insertBadRows({ lab, expect }: Trial): Promise<number[]> {
  const { table, stub } = lab.source;
  const startedAt = '2026-03-01T08:00:00.000Z';
  const bad = [
    { conversation_id: 'bad-json', started_at: startedAt, messages: '{"cut' },
    { conversation_id: 'bad-type', started_at: startedAt, messages: '"text"' },
    { conversation_id: null, started_at: startedAt, messages: '[]' },
  ];
  const rowIds = bad.flatMap((row) => table.insert(row));
  stub.fault({ kind: 'missing-id', times: 1 });
  await lab.untilArrived(lab.load.insert(5));
  for (const rowId of rowIds) {
    const found = await quarantined(lab, String(rowId));
    expect(found !== null && found.status !== 'resolved', `bad row ${rowId} is not in quarantine`);
  }
  return rowIds;
}

export const sourceMalformedPages: FaultRow = {
  id: 'F9',
  title: 'pages cut off, of a wrong type, HTML, empty, 80 MB; rows that are none',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, expect, random } = trial;
    const nRestarts = lab.services.restartsOf('ingestion').length;
    const left = [...PAGES];
    while (left.length > 0) {
      const [next] = left.splice(Math.floor(random() * left.length), 1);
      if (next !== undefined) await spoilPages(trial, next);
    }
    lab.source.stub.fault({ kind: 'huge', times: 2 });
    await lab.untilArrived(lab.load.insert(3));
    const rowIds = await insertBadRows(trial);
    lab.source.table.remove(...rowIds);
    await lab.untilArrived(lab.load.insert(3));
    const page = await quarantined(lab, '(page)');
    expect(page?.status === 'resolved', `the page stays in quarantine: ${page?.reason}`);
    expect(lab.services.restartsOf('ingestion').length === nRestarts, 'ingestion was started again');
  },
};
