import pino from 'pino';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBus } from '../src/create-bus.ts';
import { openJournal } from '../src/journal/journal-storage.ts';
import { MemoryCluster } from '../src/memory/memory-cluster.ts';
import { createMemoryDriver } from '../src/memory/memory-driver.ts';
import { systemTime } from '../src/system-time.ts';
import { describeBus } from './describe-bus.ts';

const PARTITIONS = 4;

describeBus('memory', () => {
  const cluster = new MemoryCluster({ now: Date.now, defaultPartitions: PARTITIONS });
  return Promise.resolve({
    connect(options) {
      const driver = createMemoryDriver(cluster, systemTime);
      return { bus: createBus(driver, options, PARTITIONS), driver, crash: () => driver.crash() };
    },
    close: () => cluster.close(),
  });
});

describeBus('memory with a journal', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'journal-'));
  // Small enough that every test rolls files and reads records back from them.
  const storage = openJournal({
    dir,
    logger: pino({ level: 'silent' }),
    retentionMsOf: () => -1,
    now: Date.now,
    segmentBytes: 4_096,
    tailBytes: 1_024,
  });
  const cluster = new MemoryCluster({ now: Date.now, defaultPartitions: PARTITIONS, storage });
  return {
    connect(options) {
      const driver = createMemoryDriver(cluster, systemTime);
      return { bus: createBus(driver, options, PARTITIONS), driver, crash: () => driver.crash() };
    },
    async close() {
      await cluster.close();
      await rm(dir, { recursive: true });
    },
  };
});
