/**
 * Our lake writer (events in, zstd Parquet with bounds and a checksum out) against DuckDB's bare row appender followed by one COPY of the same
 * rows, side by side in one run. Usage: node tools/bench/lake.ts [events]
 */
import { DuckDBInstance } from '@duckdb/node-api';
import type { ReceivedEvent } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { columnValues, createLandingWriter, datasetOfTopic, literal, quoted } from '@convoscope/lake';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anEvent, someConversations } from '../../libs/testing/src/conversation-builders.ts';

const TARGET_RATIO = 0.6;
const BATCH = 5_000;
const ROUNDS = 5;
const nEvents = Number(process.argv[2] ?? 20_000);
const topic = topics.conversationsIngested;
const dataset = datasetOfTopic(topic.name);
const dir = mkdtempSync(join(tmpdir(), 'bench-lake-'));

const events: ReceivedEvent[] = someConversations(nEvents).map((data, i) => {
  // Four weeks, as a source in steady state or a backfill by id would bring them.
  const startedAt = `2026-01-${String(1 + (i % 28)).padStart(2, '0')}T09:00:00.000Z`;
  return {
    ...anEvent(topic, data.conversationId, { ...data, startedAt }),
    position: { topic: topic.name, partition: 0, offset: BigInt(i) },
    appendedAtMs: i,
  };
});
const batches = Array.from({ length: Math.ceil(nEvents / BATCH) }, (_, i) =>
  events.slice(i * BATCH, (i + 1) * BATCH),
);

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const writer = await createLandingWriter({ scratchDir: dir });
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

/** Values are made before the clock starts: the baseline is DuckDB alone. */
const rowsOf = (batch: readonly ReceivedEvent[]) =>
  dataset.columns.map((column) => columnValues(column, batch));
const prepared = batches.map(rowsOf);

async function appendRaw(columns: ReturnType<typeof rowsOf>): Promise<void> {
  const table = dataset.columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TABLE raw (${table})`);
  const appender = await connection.createAppender('raw');
  const nRows = columns[0]?.length ?? 0;
  for (let row = 0; row < nRows; row++) {
    for (const [i, { type }] of dataset.columns.entries()) {
      const value = columns[i]?.[row] ?? null;
      if (value === null) appender.appendNull();
      else if (type === 'VARCHAR') appender.appendVarchar(value as string);
      else if (type === 'BIGINT') appender.appendBigInt(value as bigint);
      else if (type === 'INTEGER') appender.appendInteger(value as number);
      else appender.appendValue(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`COPY raw TO ${literal(join(dir, 'raw.parquet'))} (FORMAT parquet, COMPRESSION zstd)`);
}

const ours: number[] = [];
const raw: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  ours.push(
    await timed(async () => {
      for (const batch of batches) await writer.write(dataset, batch);
    }),
  );
  raw.push(
    await timed(async () => {
      for (const columns of prepared) await appendRaw(columns);
    }),
  );
}
writer.close();
connection.closeSync();
rmSync(dir, { recursive: true, force: true });

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const [oursPerSecond, rawPerSecond] = [nEvents / median(ours), nEvents / median(raw)];
const ratio = oursPerSecond / rawPerSecond;
console.log(
  `lake writer            ${Math.round(oursPerSecond).toLocaleString('en')} events/s (JSON, a file a batch, bounds, checksums)`,
);
console.log(
  `raw DuckDB appender    ${Math.round(rawPerSecond).toLocaleString('en')} rows/s (values ready, one file)`,
);
console.log(`ratio                  ${(ratio * 100).toFixed(0)} % (target ${TARGET_RATIO * 100} %)`);
process.exitCode = ratio >= TARGET_RATIO ? 0 : 1;
