import mongoose from 'mongoose';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import { lagOf } from '../lab/consumer-lag.ts';
import { readMemoryLimits } from '../lab/memory-limits.ts';
import { measurePauses } from '../lab/partition-pauses.ts';
import { measurePeaks } from '../lab/resident-memory.ts';

const GROUPS = ['translation', 'categorisation', 'anomaly', 'reporting', 'lake'] as const;
const TIMES_SLOWER = 10;
/** A write of one batch on this machine at the least; what a request takes is measured, and counts where it is more. */
const LEAST_WRITE_MS = 10;
const SLOW_MS = 60_000;
/** Changes a second, above what the other rows write: what the slow sink does not take must wait somewhere. */
const RATE = 40;
const N_PROBES = 40;

/** Median time of a write to MongoDB through the proxy, ms. */
async function measureWriteMs({ proxies }: FaultLab): Promise<number> {
  const uri = `mongodb://127.0.0.1:${proxies?.mongodb.port}/?directConnection=true`;
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    const probes = client.db('faults').collection('lab_probes');
    const times: number[] = [];
    for (let n = 0; n < N_PROBES; n++) {
      const startedAt = performance.now();
      await probes.updateOne({ n }, { $set: { at: startedAt } }, { upsert: true });
      times.push(performance.now() - startedAt);
    }
    await probes.drop();
    return times.sort((a, b) => a - b)[N_PROBES / 2] ?? 0;
  } finally {
    await client.close();
  }
}

export const slowSink: FaultRow = {
  id: 'F18',
  title: 'MongoDB ten times slower for minutes, under a higher load',
  isStarred: false,
  limits: { recoverySeconds: 120 },
  obstacle: ({ proxies, proxyObstacle }: FaultLab) =>
    proxies === null ? (proxyObstacle ?? 'no toxiproxy') : null,
  async run({ lab, minutes, pause, note, expect }) {
    const membersOfAll = (): Promise<string[][]> =>
      Promise.all(GROUPS.map((group) => lab.tap.membersOf(group)));
    const writeMs = Math.max(LEAST_WRITE_MS, await measureWriteMs(lab));
    const before = await membersOfAll();
    const nRestarts = lab.services.allRestarts().length;
    const memory = measurePeaks(lab.services);
    const pauses = measurePauses(lab.tap);
    lab.load.start(RATE);
    await lab.proxies?.mongodb.slow({ latencyMs: Math.round((TIMES_SLOWER - 1) * writeMs) });
    await pause(SLOW_MS * minutes, SLOW_MS * minutes);
    const slowMs = await measureWriteMs(lab);
    expect(
      slowMs >= 0.9 * TIMES_SLOWER * writeMs,
      `a write took ${slowMs.toFixed(0)} ms, before ${writeMs.toFixed(0)}`,
    );
    const lag = await lagOf(lab.tap);
    await lab.proxies?.mongodb.heal();
    lab.load.pause();
    const startedAt = performance.now();
    await lab.untilQuiet();
    const drained = (performance.now() - startedAt) / 1_000;
    const { mostLag } = await pauses.stop();
    const peaks = await memory.stop();
    const during = await membersOfAll();
    note(`${minutes} min, a write ${writeMs.toFixed(0)} -> ${slowMs.toFixed(0)} ms`);
    note(`lag at most ${mostLag}, ${lag} in the end, drained in ${drained.toFixed(0)} s`);
    const limits = readMemoryLimits();
    for (const [name, mib] of peaks)
      expect(mib <= (limits[name] ?? 0), `${name} took ${mib} MiB, its limit is ${limits[name]} MiB`);
    const [fullest, mib] = [...peaks].reduce((a, b) =>
      b[1] / (limits[b[0]] ?? 1) > a[1] / (limits[a[0]] ?? 1) ? b : a,
    );
    note(`${fullest} came nearest to its memory limit: ${mib} of ${limits[fullest]} MiB`);
    GROUPS.forEach((group, i) =>
      expect(before[i]?.join() === during[i]?.join(), `the group of ${group} was rebalanced`),
    );
    const restarts = lab.services.allRestarts().slice(nRestarts);
    expect(restarts.length === 0, `restarted because MongoDB was slow: ${restarts.join(', ')}`);
    lab.load.start(RATE / 4);
  },
};
