import type { RawRecord, StoredRecord } from '../driver/bus-driver.ts';

/** One partition's records, appended in order. */
export interface PartitionLog {
  readonly low: bigint;
  readonly high: bigint;
  /** Resolves when the records are as durable as this log makes them. */
  append(records: readonly RawRecord[], timestampMs: number): Promise<void>;
  /** Records from `offset` on: at least one where there is one, at most `maxRecords` and about `maxBytes`. */
  read(offset: bigint, maxRecords: number, maxBytes: number): Promise<StoredRecord[]>;
}

/** Bytes a record takes in memory, roughly. */
export const sizeOf = ({ key, value, headers }: RawRecord): number => {
  let size = 64 + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0);
  return size;
};

/** The leading records that fit into `maxBytes`; always at least one. */
export function takeWithin(records: readonly StoredRecord[], maxBytes: number): StoredRecord[] {
  let bytes = 0;
  const end = records.findIndex((record, index) => (bytes += sizeOf(record)) > maxBytes && index > 0);
  return end === -1 ? [...records] : records.slice(0, end);
}

/** Keeps every record in memory until the process ends: for tests and for streams that fit. */
export function createMemoryLog(): PartitionLog {
  const records: StoredRecord[] = [];
  return {
    low: 0n,
    get high() {
      return BigInt(records.length);
    },
    append(added, timestampMs) {
      for (const record of added) records.push({ ...record, offset: BigInt(records.length), timestampMs });
      return Promise.resolve();
    },
    read(offset, maxRecords, maxBytes) {
      const start = Number(offset);
      return Promise.resolve(takeWithin(records.slice(start, start + maxRecords), maxBytes));
    },
  };
}
