import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { lockFolder } from './folder-lock.ts';
import { openJournal } from './journal-storage.ts';
import { findFrame, frameLengthAt } from './record-frame.ts';
import type { Damage } from './segment.ts';

/** Every record of the journal that is damaged, oldest file first. Reads all files; changes nothing. */
export async function inspectJournal(dir: string, logger: Logger): Promise<readonly Damage[]> {
  const journal = openJournal({ dir, logger, isReadOnly: true, retentionMsOf: () => -1, now: () => 0 });
  for (const [topic, partitions] of journal.topics())
    for (let partition = 0; partition < partitions; partition++) journal.openLog(topic, partition);
  journal.verify();
  await journal.close();
  return journal.damages;
}

/**
 * Takes damaged stretches out of the journal's files; what a file was stays beside it as `.damaged`. Offsets stay as they are. The records are gone:
 * what they said must be published anew. Throws ConfigError while another process uses the journal.
 */
export async function repairJournal(dir: string, logger: Logger): Promise<readonly Damage[]> {
  const damages = await inspectJournal(dir, logger);
  const unlock = lockFolder(dir);
  try {
    for (const path of new Set(damages.map((damage) => damage.path))) rewrite(path);
  } finally {
    unlock();
  }
  return damages;
}

function rewrite(path: string): void {
  const file = readFileSync(path);
  const good: Buffer[] = [];
  for (let at = findFrame(file, 0, 0); at >= 0;) {
    const end = at + (frameLengthAt(file, at) ?? 0);
    good.push(file.subarray(at, end));
    at = findFrame(file, end, 0);
  }
  copyFileSync(path, `${path}.damaged`);
  writeFileSync(`${path}.next`, Buffer.concat(good), { flush: true, mode: 0o600 });
  renameSync(`${path}.next`, path);
}
