import { expect, it } from '@jest/globals';
import { whenDiskIsFull } from './when-disk-is-full.ts';

it('lets a batch wait for room on the disk: the lake stopped and was restarted again and again while it was full', async () => {
  // As DuckDB says it.
  const full = new Error('IO Error: Could not write file "/tmp/a/data_0.parquet": No space left on device');
  await expect(whenDiskIsFull(() => Promise.reject(full))).rejects.toMatchObject({
    ...{ name: 'TransientError', code: 'LAKE_DISK_FULL', cause: full },
  });
});

it('leaves other failures as they are', async () => {
  const other = new Error('IO Error: Permission denied');
  await expect(whenDiskIsFull(() => Promise.reject(other))).rejects.toBe(other);
  expect(await whenDiskIsFull(() => Promise.resolve(1))).toBe(1);
});
