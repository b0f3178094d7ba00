import { setTimeout as delay } from 'node:timers/promises';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow, Trial } from '../fault-row.ts';
import type { SmallDisk } from '../lab/small-disk.ts';
import { committedBeyondLog } from './spoil-object-store.ts';

const FULL_MS = 8_000;

/** Fills the disk of a server; where that ended it, starts it again once there is room. */
async function fillServer(
  { lab, pause, note }: Trial,
  name: 'kafka' | 'mongod',
  disk: SmallDisk | null,
): Promise<void> {
  disk?.fill();
  await pause(FULL_MS, FULL_MS + 4_000);
  const server = lab.servers[name];
  const isRunning = await isAlive(server.pid);
  disk?.free();
  // A broker whose log folder failed has given it up and must be started again; mongod ends by itself.
  await server.restart();
  note(`${name} ${isRunning ? 'stayed' : 'ended'} on a full disk`);
}

const isAlive = async (pid: number): Promise<boolean> => {
  await delay(0);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The lake writes Parquet files below its data folder before it puts them. */
async function fillLake({ lab, pause, expect, note }: Trial): Promise<void> {
  const disk = lab.disks.lake;
  await lab.services.restart('lake', {
    env: { CONVOSCOPE_DATA_DIR: disk?.dir ?? '', TMPDIR: disk?.dir ?? '' },
  });
  const nRestarts = lab.services.restartsOf('lake').length;
  disk?.fill();
  await pause(FULL_MS, FULL_MS + 4_000);
  const beyond = await committedBeyondLog(lab);
  expect(beyond.length === 0, `the lake committed what it could not write: ${beyond.join(', ')}`);
  const ready = await fetch(`${lab.services.url('lake')}/health/ready`).catch(() => null);
  disk?.free();
  note(`lake ${ready?.ok === true ? 'ready' : 'not ready'} on a full disk`);
  await lab.untilArrived(lab.load.insert(3));
  expect(
    lab.services.restartsOf('lake').length === nRestarts,
    'the lake was restarted because of a full disk',
  );
  await lab.services.restart('lake');
}

export const fillDisks: FaultRow = {
  id: 'F21',
  title: "full disks: Kafka's log, mongod's data, the lake's scratch folder",
  isStarred: false,
  needsSmallDisks: true,
  limits: { recoverySeconds: 90 },
  obstacle: ({ disks }: FaultLab) =>
    disks.kafka === null ? 'small file systems cannot be mounted here: that takes root' : null,
  async run(trial) {
    await fillLake(trial);
    await fillServer(trial, 'kafka', trial.lab.disks.kafka);
    await trial.lab.untilArrived(trial.lab.load.insert(3));
    await fillServer(trial, 'mongod', trial.lab.disks.mongod);
  },
};
