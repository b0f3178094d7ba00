import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import type { FrontFault } from '../lab/http-front.ts';
import { readLakeTables } from '../lab/lake-log.ts';

/** The next offset of each partition by `<topic>|<partition>`; that of the last epoch where the topic was made anew. */
async function nextOffsets({ bucketDir, tap }: FaultLab): Promise<Map<string, number>> {
  const next = new Map<string, { epoch: number; offset: number }>();
  for (const { transactions } of await readLakeTables(bucketDir))
    for (const [appId, offset] of transactions) {
      const [, topic, partition, epochText] = /^(.+)\/(\d+)(?:\/e(\d+))?$/.exec(appId) ?? [];
      const [id, epoch] = [`${tap.prefix}${topic}|${partition}`, Number(epochText ?? 0)];
      if (epoch >= (next.get(id)?.epoch ?? 0)) next.set(id, { epoch, offset });
    }
  return new Map([...next].map(([id, { offset }]) => [id, offset]));
}

/** Partitions whose offset the lake has committed beyond what the log of its table has. Read in this order, since the log comes first. */
export async function committedBeyondLog(lab: FaultLab): Promise<string[]> {
  const { tap } = lab;
  const committed = await tap.admin((admin) => admin.fetchOffsets({ groupId: `${tap.prefix}lake` }));
  const next = await nextOffsets(lab);
  return committed.flatMap(({ topic, partitions }) =>
    partitions
      .filter(({ partition, offset }) => Number(offset) > (next.get(`${topic}|${partition}`) ?? 0))
      .map(({ partition, offset }) => `${topic}/${partition} at ${offset}`),
  );
}

/** Files that a log names and that are not there, or not what it says. */
export async function brokenFiles({ bucketDir }: FaultLab): Promise<string[]> {
  const broken: string[] = [];
  for (const { dir, files } of await readLakeTables(bucketDir)) {
    for (const { path, size, tags } of files) {
      const body = await readFile(join(dir, path)).catch(() => Buffer.alloc(0));
      const isWhole = body.length === size && createHash('sha256').update(body).digest('hex') === tags.sha256;
      if (!isWhole) broken.push(join(dir, path));
    }
  }
  return broken;
}

/** The longest lasts longer than the client waits for an answer. */
const FAULTS: readonly { fault: FrontFault; ms: number; share: number }[] = [
  { fault: 'error', ms: 4_000, share: 1 },
  { fault: 'slow-down', ms: 4_000, share: 0.7 },
  { fault: 'reset', ms: 4_000, share: 0.7 },
  { fault: 'lost-answer', ms: 4_000, share: 0.5 },
  { fault: 'hang', ms: 12_000, share: 0.7 },
];

export const spoilObjectStore: FaultRow = {
  id: 'F6',
  title: 'S3: 500, 503 SlowDown, no answer, reset in a put, lost answers',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, random, pause, hold, note, expect }) {
    const left = [...FAULTS];
    while (left.length > 0) {
      const [next] = left.splice(Math.floor(random() * left.length), 1);
      if (next === undefined) break;
      lab.s3Front.fail({ fault: next.fault, share: next.share, random });
      await (next.fault === 'error' ? hold(next.ms) : pause(next.ms, next.ms));
      const beyond = await committedBeyondLog(lab);
      expect(beyond.length === 0, `committed before the log had it, at ${next.fault}: ${beyond.join(', ')}`);
      lab.s3Front.heal();
    }
    note(`${lab.s3Front.nHit} requests hit`);
    await pause(3_000, 3_000);
    const broken = await brokenFiles(lab);
    expect(broken.length === 0, `files that are not what the log says: ${broken.slice(0, 3).join(', ')}`);
  },
};
