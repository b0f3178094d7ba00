import type { Logger } from 'pino';
import {
  existsSync,
  fsync,
  fsyncSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ClusterStorage } from '../memory/memory-cluster.ts';
import { CommitLog } from './commit-log.ts';
import { lockFolder } from './folder-lock.ts';
import { JournalLog } from './journal-log.ts';

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

/**
 * A cluster's records and offsets in a folder: `topics/<topic>/<partition>/<base offset>.log`, `topics/<topic>/partitions`, `commits`.
 *
 * Durability: a publish is acknowledged when its bytes are written to the operating system, so killing the process (even with -9) loses
 * nothing. Files are synced to the disk every second and when closed: a power cut may lose the last second. Committed offsets beyond the
 * end of a log that lost its tail are taken back to that end.
 */
export function openJournal(options: JournalOptions): ClusterStorage {
  const { dir, logger, isReadOnly = false } = options;
  const topicsDir = join(dir, 'topics');
  if (!isReadOnly) mkdirSync(topicsDir, { recursive: true });
  const unlock = isReadOnly ? () => undefined : lockFolder(dir);
  const logs: JournalLog[] = [];
  const syncer = createSyncer(logger);
  const commits = new CommitLog(join(dir, 'commits'), isReadOnly);
  return {
    commits,
    topics: () => readTopics(topicsDir),
    addTopic(topic, partitions) {
      if (isReadOnly) return;
      mkdirSync(join(topicsDir, topic), { recursive: true });
      writeFileSync(join(topicsDir, topic, 'partitions.next'), String(partitions), { flush: true });
      renameSync(join(topicsDir, topic, 'partitions.next'), join(topicsDir, topic, 'partitions'));
    },
    openLog(topic, partition) {
      const log = new JournalLog({
        dir: join(topicsDir, topic, String(partition)),
        isReadOnly,
        segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
        tailBytes: options.tailBytes ?? TAIL_BYTES,
        onWrite: syncer.add,
        isDisposable: (end, writtenAtMs) =>
          options.retentionMsOf(topic) >= 0 &&
          writtenAtMs < options.now() - options.retentionMsOf(topic) &&
          commits.lowest(topic, partition) >= end,
        onTorn: (path, nBytes) =>
          logger.warn({ path, nBytes }, 'journal: cut off what a crash left unfinished'),
      });
      commits.clamp(topic, partition, log.high);
      logs.push(log);
      return log;
    },
    close() {
      syncer.close();
      commits.close();
      for (const log of logs) log.close();
      unlock();
      return Promise.resolve();
    },
  };
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
