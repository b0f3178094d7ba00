import { createBus } from '../src/create-bus.ts';
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
