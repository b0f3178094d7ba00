import {
  bytes,
  defineSettings,
  durationMs,
  integer,
  json,
  number,
  oneOf,
  optional,
  secret,
  text,
  type SettingsOf,
} from '@convoscope/config';
import { z } from 'zod';

export const ingestionSettings = defineSettings({
  source: {
    kind: {
      env: 'SOURCE_KIND',
      type: oneOf(['nocodb', 'file']),
      default: 'nocodb',
      doc: 'Where conversations come from.',
    },
    name: {
      env: 'SOURCE_NAME',
      type: text(),
      default: 'conversations',
      doc: 'Name of the source in events, in the ledger and in the cursor state. Renaming it starts it anew.',
    },
    path: {
      env: 'SOURCE_PATH',
      type: text(),
      default: '',
      doc: 'For the file source: a .jsonl, .json, .csv (each also .gz) or .parquet file, or a folder of such files.',
    },
    mappingPath: {
      env: 'SOURCE_MAPPING_PATH',
      type: text(),
      default: '',
      doc: 'JSON or YAML file that says which column holds what (docs/sources.md).',
    },
    mapping: {
      env: 'SOURCE_MAPPING',
      type: json(z.record(z.string(), z.unknown())),
      default: {},
      doc: 'The same as JSON, such as {"userId":"Customer"}; wins over the file.',
    },
    pageSize: {
      env: 'SOURCE_PAGE_SIZE',
      type: integer({ min: 1, max: 1000 }),
      default: 200,
      doc: 'Rows asked for at a time. NocoDB may give fewer; what it gives counts.',
      unit: 'rows',
    },
    parallelRanges: {
      env: 'SOURCE_PARALLEL_RANGES',
      type: integer({ min: 1, max: 16 }),
      default: 4,
      doc: 'Ranges of keys fetched at the same time in the first full load.',
    },
  },
  nocodb: {
    url: {
      env: 'NOCODB_URL',
      type: text(),
      default: '',
      doc: 'Address of NocoDB, such as https://nocodb.example.com.',
    },
    token: {
      env: 'NOCODB_TOKEN',
      type: optional(secret()),
      default: undefined,
      doc: 'API token that may read the tables.',
    },
    apiVersion: {
      env: 'NOCODB_API_VERSION',
      type: oneOf(['v2', 'v3']),
      default: 'v2',
      doc: 'API to speak: v2 for any NocoDB, v3 from 0.265 on.',
    },
    baseId: { env: 'NOCODB_BASE_ID', type: text(), default: '', doc: 'Id of the base (starts with p).' },
    table: {
      env: 'NOCODB_TABLE',
      type: text(),
      default: 'Conversations',
      doc: 'Title or id of the conversations table.',
    },
    messagesTable: {
      env: 'NOCODB_MESSAGES_TABLE',
      type: text(),
      default: '',
      doc: 'Title or id of the messages table; empty: messages lie in a column of the conversations table.',
    },
    viewId: {
      env: 'NOCODB_VIEW_ID',
      type: text(),
      default: '',
      doc: 'View whose filter limits which rows are read.',
    },
    where: {
      env: 'NOCODB_WHERE',
      type: text(),
      default: '',
      doc: 'Filter that limits which rows are read, such as (Status,eq,closed).',
    },
    requestsPerSecond: {
      env: 'NOCODB_REQUESTS_PER_SECOND',
      type: number({ min: 0.1, max: 1000 }),
      default: 4,
      doc: 'Most requests a second. NocoDB blocks a user for about 30 s above 5 a second.',
      unit: 'requests/s',
    },
    timeout: {
      env: 'NOCODB_TIMEOUT',
      type: durationMs(),
      default: 30_000,
      doc: 'Longest wait for one answer.',
      unit: 'ms',
    },
    maxBody: {
      env: 'NOCODB_MAX_BODY',
      type: bytes(),
      default: 50 * 1024 * 1024,
      doc: 'Answers larger than this are refused; the page is asked for again in smaller parts.',
      unit: 'bytes',
    },
    webhookSecret: {
      env: 'NOCODB_WEBHOOK_SECRET',
      type: optional(secret()),
      default: undefined,
      doc: 'Value of the header x-convoscope-secret that a webhook call must carry; unset: none.',
    },
  },
  poll: {
    mode: {
      env: 'INGESTION_MODE',
      type: oneOf(['poll', 'manual']),
      default: 'poll',
      doc: 'poll: look for changes again and again. manual: only when asked (`--once`, `convoscope ingest`).',
    },
    interval: {
      env: 'INGESTION_POLL_INTERVAL',
      type: durationMs(),
      default: 30_000,
      doc: 'Pause between two polls.',
      unit: 'ms',
    },
    overlap: {
      env: 'INGESTION_OVERLAP',
      type: durationMs(),
      default: 120_000,
      doc: 'How far the search for changed rows reaches back: the source writes times in seconds and late.',
      unit: 'ms',
    },
    reconcileInterval: {
      env: 'INGESTION_RECONCILE_INTERVAL',
      type: durationMs(),
      default: 900_000,
      doc: 'Pause between two comparisons of all row ids, which find deleted and missed rows.',
      unit: 'ms',
    },
    fullScanInterval: {
      env: 'INGESTION_FULL_SCAN_INTERVAL',
      type: durationMs(),
      default: 86_400_000,
      doc: 'Pause between two comparisons of all content, which find changes the source gives no time for.',
      unit: 'ms',
    },
    maxDeletedShare: {
      env: 'INGESTION_MAX_DELETED_SHARE',
      type: number({ min: 0, max: 1 }),
      default: 0.5,
      doc: 'A comparison that would delete more than this share of more than 100 conversations deletes none and raises an error.',
    },
    lease: {
      env: 'INGESTION_LEASE',
      type: durationMs(),
      default: 60_000,
      doc: 'After this long without a sign of life another process takes the source over.',
      unit: 'ms',
    },
  },
  retry: {
    maxAttempts: {
      env: 'INGESTION_RETRY_MAX_ATTEMPTS',
      type: integer({ min: 1, max: 100 }),
      default: 5,
      doc: 'A row that could not be understood is parked after this many attempts.',
    },
    baseDelay: {
      env: 'INGESTION_RETRY_BASE_DELAY',
      type: durationMs(),
      default: 60_000,
      doc: 'Wait before the second attempt at a row; doubles with each further one.',
      unit: 'ms',
    },
  },
  state: {
    driver: {
      env: 'INGESTION_STATE',
      type: oneOf(['file', 'object', 'mongodb']),
      default: 'object',
      doc: 'Where cursor and lease are kept: a local folder, object storage, or MongoDB.',
    },
  },
});

export type IngestionSettings = SettingsOf<typeof ingestionSettings>;
