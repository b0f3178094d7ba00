import { TransientError } from '@convoscope/contracts';

const NO_SPACE = /No space left on device|ENOSPC|disk quota exceeded|EDQUOT/i;

/** Runs what writes to the scratch folder; where its disk is full throws TransientError: the batch waits, uncommitted, until there is room. */
export async function whenDiskIsFull<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!NO_SPACE.test(message)) throw error;
    throw new TransientError(`no room for a file of the lake: ${message}`, {
      ...{ code: 'LAKE_DISK_FULL', cause: error },
    });
  }
}
