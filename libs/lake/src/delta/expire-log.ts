import type { ObjectStore } from '@convoscope/objects';
import { logPrefix, parseLogKey } from './log-keys.ts';

/**
 * Deletes commits and checkpoints older than `beforeMs` that no reader of a younger version needs: all before the newest old checkpoint. Names sort
 * by version, so it looks at what goes and at the first that stays, not at the whole log. Returns how many went.
 */
export async function expireLog(objects: ObjectStore, root: string, beforeMs: number): Promise<number> {
  const old: { key: string; version: number }[] = [];
  let kept = -1;
  for await (const { key, lastModifiedAt } of objects.list(logPrefix(root))) {
    const file = parseLogKey(key);
    if (file === null) continue;
    if (lastModifiedAt.getTime() >= beforeMs) break;
    if (file.kind === 'checkpoint') kept = file.version;
    old.push({ key, version: file.version });
  }
  const gone = old.filter(({ version }) => version < kept);
  for (const { key } of gone) await objects.delete(key);
  return gone.length;
}
