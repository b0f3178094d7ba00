import type { Logger } from 'pino';
import {
  existsSync,
  fsync,
  fsyncSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ClusterStorage } from '../memory/memory-cluster.ts';
import { CommitLog } from './commit-log.ts';
import { lockFolder } from './folder-lock.ts';
import { JournalLog } from './journal-log.ts';
import type { Damage } from './segment.ts';
import { beginTenure } from './tenure.ts';
import { readOldCommits, upgradeSegments } from './upgrade-journal.ts';

/** A cluster's storage that knows what is wrong with it. */
export interface Journal extends ClusterStorage {
  /** Records found to be gone so far; files that nobody has read yet have not been looked at. */
  readonly damages: readonly Damage[];
  /** Reads every file, so that `damages` is complete. */
  verify(): void;
}

export interface JournalOptions {
  dir: string;
  logger: Logger;
  /** For looking at a journal that another process may be writing: no lock, nothing is written, commits are kept in memory only. */
  isReadOnly?: boolean;
  /** How long the records of a topic are kept, -1 for ever; a file goes when all of it is older and every group has read it. */
  retentionMsOf: (topic: string) => number;
  now: () => number;
  /** Default 64 MiB. */
  segmentBytes?: number;
  /** Memory for the newest records of each partition. Default 1 MiB. */
  tailBytes?: number;
}

const SEGMENT_BYTES = 64 * 1024 * 1024;
const TAIL_BYTES = 1024 * 1024;
const FSYNC_EVERY_MS = 1_000;
/** More than a partition takes in the second that a power cut may cost: so many offsets are left out after one. */
const PERHAPS_LOST = 2 ** 20;

/**
 * A cluster's records and offsets in a folder: `topics/<topic>/<partition>/<base offset>.journal`, `topics/<topic>/partitions`, `offsets`.
 *
 * Durability: a publish is acknowledged when its bytes are written to the operating system, so killing the process (even with -9) loses
 * nothing. Files are synced to the disk every second and when closed: a power cut may lose the last second. Offsets are never used again: a log
 * that lost its tail goes on behind what was committed, and after a power cut behind whatever may have been lost. Where the disk is full nothing is
 * acknowledged or committed; what was processed meanwhile comes once more.
 */
export function openJournal(options: JournalOptions): Journal {
  const { dir, logger, isReadOnly = false } = options;
  const topicsDir = join(dir, 'topics');
  if (!isReadOnly) mkdirSync(topicsDir, { recursive: true, mode: 0o700 });
  const unlock = isReadOnly ? () => undefined : lockFolder(dir);
  const logs: JournalLog[] = [];
  const damages: Damage[] = [];
  const syncer = createSyncer(logger);
  const ending = isReadOnly ? null : beginTenure(dir);
  const commits = openCommits(dir, isReadOnly, logger);
  return {
    commits,
    damages,
    topics: () => readTopics(topicsDir),
    addTopic(topic, partitions) {
      if (!isReadOnly) writePartitions(join(topicsDir, topic), partitions);
    },
    openLog(topic, partition) {
      const logDir = join(topicsDir, topic, String(partition));
      if (!isReadOnly) upgradeSegments(logDir, logger);
      const log = new JournalLog({
        ...{ dir: logDir, isReadOnly },
        segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
        tailBytes: options.tailBytes ?? TAIL_BYTES,
        leastEnd: commits.highest(topic, partition),
        mayBeTorn: ending?.wasCutOff !== false,
        nPerhapsLost: ending?.hadPowerCut === true ? PERHAPS_LOST : 0,
        onWrite: syncer.add,
        isDisposable: (end, writtenAtMs) =>
          options.retentionMsOf(topic) >= 0 &&
          writtenAtMs < options.now() - options.retentionMsOf(topic) &&
          commits.lowest(topic, partition) >= end,
        onTorn: (path, nBytes) =>
          logger.warn({ path, nBytes }, 'journal: cut off a write that a crash left unfinished'),
        onDamage(damage) {
          damages.push(damage);
          logger.error(damage, 'journal: records are damaged and gone; run `convoscope doctor --repair`');
        },
      });
      logs.push(log);
      return log;
    },
    verify: () => logs.forEach((log) => log.verify()),
    close() {
      syncer.close();
      commits.close();
      for (const log of logs) log.close();
      ending?.end();
      unlock();
      return Promise.resolve();
    },
  };
}

/** Takes over what a file of the first format holds. */
function openCommits(dir: string, isReadOnly: boolean, logger: Logger): CommitLog {
  const [path, oldPath] = [join(dir, 'offsets'), join(dir, 'commits')];
  const commits = new CommitLog({
    ...{ path, isReadOnly },
    initial: existsSync(path) ? new Map() : readOldCommits(oldPath),
    onDamage: (nBytes) =>
      logger.error({ path, nBytes }, 'journal: committed offsets are damaged; some events come once more'),
  });
  if (!isReadOnly) rmSync(oldPath, { force: true });
  return commits;
}

function writePartitions(dir: string, partitions: number): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dir, 'partitions.next'), String(partitions), { flush: true, mode: 0o600 });
  renameSync(join(dir, 'partitions.next'), join(dir, 'partitions'));
}

function readTopics(topicsDir: string): Map<string, number> {
  const names = existsSync(topicsDir) ? readdirSync(topicsDir) : [];
  const known = names.filter((name) => existsSync(join(topicsDir, name, 'partitions')));
  return new Map(
    known.map((name) => [name, Number(readFileSync(join(topicsDir, name, 'partitions'), 'utf8'))]),
  );
}

/** Syncs files that were written to, once a second. */
function createSyncer(logger: Logger) {
  const dirty = new Set<number>();
  const timer = setInterval(() => {
    for (const fd of dirty) {
      fsync(fd, (error) => {
        if (error && error.code !== 'EBADF') logger.error({ err: error }, 'journal: fsync failed');
      });
    }
    dirty.clear();
  }, FSYNC_EVERY_MS);
  timer.unref();
  return {
    add: (fd: number): void => void dirty.add(fd),
    close(): void {
      clearInterval(timer);
      for (const fd of dirty) fsyncSync(fd);
    },
  };
}
