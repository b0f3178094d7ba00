import { InvariantError } from '@convoscope/contracts';
import { createPolicy } from '@convoscope/resilience';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionSettings } from '../../ingestion.config.ts';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import { parseTime } from '@convoscope/tables';
import type {
  ConversationSource,
  KeyRange,
  RawRow,
  RejectedRow,
  SweptRow,
} from '../conversation-source.port.ts';
import { feedMarkNow, readChangeFeed } from './change-feed.ts';
import type { ConversationRows } from './conversation-rows.ts';
import { createNocodbClient } from './nocodb-client.ts';
import { createNocodbGet } from './nocodb-http.ts';
import { openTables } from './open-tables.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { splitRange } from './split-range.ts';

/** Ids alone are small: as many at a time as NocoDB gives. */
const SWEEP_PAGE = 1_000;

/** Conversations in NocoDB, over API v2 or v3, in one table or two. */
export function createNocodbSource(
  settings: IngestionSettings,
  mapping: ColumnMapping,
  { clock, telemetry }: { clock: Clock; telemetry: Telemetry },
): ConversationSource {
  const { nocodb, source, poll } = settings;
  const scopes = new Map<string, { where: string; viewId: string }>();
  const client = createNocodbClient(createGet(settings, clock, telemetry), {
    version: nocodb.apiVersion,
    baseId: nocodb.baseId,
    scopes,
  });
  let opened: ConversationRows | null = null;
  const rows = (): ConversationRows => {
    if (opened !== null) return opened;
    throw new InvariantError('the source is used before it is opened', { code: 'SOURCE_NOT_OPEN' });
  };
  const feed = () => ({ rows: rows(), overlapMs: poll.overlap, clock });
  const { table, messagesTable, where, viewId } = nocodb;
  const onTable = (id: string): void => void scopes.set(id, { where, viewId });

  return {
    name: source.name,
    kind: 'nocodb',
    get seesChanges() {
      return rows().reader.schema.modifiedTitle !== null;
    },
    async open(signal) {
      opened = await openTables(
        { client, table, messagesTable, mapping, pageSize: source.pageSize, clock, onTable },
        signal,
      );
    },
    async rowsAfter(range, signal) {
      const page = await rows().reader.page({ range }, signal);
      return { ...page, ...(await rows().toPage(page, signal)), shareRead: null };
    },
    splitKeys: (n, signal) => splitKeys(rows(), n, signal),
    markNow: (signal) => feedMarkNow(feed(), signal),
    changes: (since, signal) => readChangeFeed(feed(), since, signal),
    sweep: (signal) => sweep(rows(), signal),
    count: (signal) => rows().reader.count([], signal),
    rowsByIds: (rowIds, signal) => rowsByIds(rows(), rowIds, signal),
    close: () => Promise.resolve(),
  };
}

function createGet({ nocodb, source }: IngestionSettings, clock: Clock, telemetry: Telemetry) {
  const maxConcurrent = source.parallelRanges + 1;
  const policy = createPolicy(
    {
      name: 'nocodb',
      timeoutMs: nocodb.timeout,
      retries: 5,
      baseDelayMs: 500,
      maxDelayMs: 20_000,
      maxConcurrent,
      maxQueued: 1_000,
      breaker: { errorThresholdPercentage: 60, volumeThreshold: 10, resetTimeoutMs: 30_000 },
    },
    { clock, telemetry },
  );
  return createNocodbGet({
    url: nocodb.url,
    token: nocodb.token ?? { reveal: () => '' },
    maxBodyBytes: nocodb.maxBody,
    policy,
    limiter: createRateLimiter(nocodb.requestsPerSecond, clock),
    clock,
  });
}

async function splitKeys({ reader }: ConversationRows, n: number, signal?: AbortSignal): Promise<KeyRange[]> {
  const greatest = reader.schema.isKeyNumeric ? await reader.greatest(reader.schema.keyTitle, signal) : null;
  return splitRange(Number(greatest ?? 0), n);
}

async function* sweep(
  { reader, messages }: ConversationRows,
  signal?: AbortSignal,
): AsyncIterable<SweptRow[]> {
  const { createdTitle, modifiedTitle } = reader.schema;
  const fields = [createdTitle, modifiedTitle].filter((title) => title !== null);
  const query = { range: { after: null, upTo: null }, fields, limit: SWEEP_PAGE };
  const timeOf = (values: Record<string, unknown>, title: string | null): number | null =>
    title === null ? null : parseTime(values[title]);
  for await (const page of reader.pages(query, signal)) {
    yield page.rows.map(({ key, values }) => ({
      rowId: key,
      versionMs: timeOf(values, modifiedTitle) ?? timeOf(values, createdTitle),
      isExact: messages === null,
    }));
  }
}

async function rowsByIds(
  rows: ConversationRows,
  rowIds: readonly string[],
  signal?: AbortSignal,
): Promise<{ rows: RawRow[]; rejected: RejectedRow[] }> {
  const { reader } = rows;
  const found: { rows: RawRow[]; rejected: RejectedRow[] } = { rows: [], rejected: [] };
  // Names of rejected rows that never had a key are no keys.
  const values = rowIds
    .map(reader.toKeyValue)
    .filter((value) => typeof value === 'string' || Number.isFinite(value));
  for await (const page of rows.rowsBy(reader.schema.keyTitle, values, signal)) {
    found.rows.push(...(await rows.toPage(page, signal)).rows);
    found.rejected.push(...page.rejected);
  }
  return found;
}
