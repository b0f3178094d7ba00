import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import type { FrontFault } from '../lab/http-front.ts';

interface LakeManifest {
  topic: string;
  partition: number;
  nextOffset: string;
  epoch: number;
  files: { key: string; bytes: number; sha256: string }[];
}

async function readManifests({ bucketDir }: FaultLab): Promise<LakeManifest[]> {
  const found: LakeManifest[] = [];
  for (const dataset of await readdir(join(bucketDir, 'lake')).catch(() => [])) {
    const dir = join(bucketDir, 'lake', dataset, 'v1', '_manifest');
    for (const name of await readdir(dir).catch(() => []))
      found.push(JSON.parse(await readFile(join(dir, name), 'utf8')) as LakeManifest);
  }
  return found;
}

/** Partitions whose offset the lake has committed beyond what its manifest has. Read in this order, since the manifest comes first. */
export async function committedBeyondManifest(lab: FaultLab): Promise<string[]> {
  const { tap } = lab;
  const committed = await tap.admin((admin) => admin.fetchOffsets({ groupId: `${tap.prefix}lake` }));
  const next = new Map(
    (await readManifests(lab)).map(({ topic, partition, nextOffset }) => [
      `${tap.prefix}${topic}|${partition}`,
      BigInt(nextOffset),
    ]),
  );
  return committed.flatMap(({ topic, partitions }) =>
    partitions
      .filter(({ partition, offset }) => BigInt(offset) > (next.get(`${topic}|${partition}`) ?? 0n))
      .map(({ partition, offset }) => `${topic}/${partition} at ${offset}`),
  );
}

/** Files that a manifest names and that are not there, or not what it says. */
export async function brokenFiles(lab: FaultLab): Promise<string[]> {
  const broken: string[] = [];
  for (const { files } of await readManifests(lab)) {
    for (const { key, bytes, sha256 } of files) {
      const body = await readFile(join(lab.bucketDir, key)).catch(() => Buffer.alloc(0));
      const isWhole = body.length === bytes && createHash('sha256').update(body).digest('hex') === sha256;
      if (!isWhole) broken.push(key);
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
  async run({ lab, random, pause, note, expect }) {
    const left = [...FAULTS];
    while (left.length > 0) {
      const [next] = left.splice(Math.floor(random() * left.length), 1);
      if (next === undefined) break;
      lab.s3Front.fail({ fault: next.fault, share: next.share, random });
      await pause(next.ms, next.ms);
      const beyond = await committedBeyondManifest(lab);
      expect(
        beyond.length === 0,
        `committed before the manifest had it, at ${next.fault}: ${beyond.join(', ')}`,
      );
      lab.s3Front.heal();
    }
    note(`${lab.s3Front.nHit} requests hit`);
    await pause(3_000, 3_000);
    const broken = await brokenFiles(lab);
    expect(
      broken.length === 0,
      `files that are not what the manifest says: ${broken.slice(0, 3).join(', ')}`,
    );
  },
};
