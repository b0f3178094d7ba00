import { expect, it } from '@jest/globals';
import { PermanentError } from '@convoscope/contracts';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ObjectStore } from '@convoscope/objects';
import { LocalFiles } from './local-files.ts';

const sha256 = createHash('sha256').update('x').digest('hex');
const files = Array.from({ length: 40 }, (_, n) => ({ key: `lake/d/${n}.parquet`, sha256 }));

it('tells of a missing file once no download writes any more, so that the folder can be cleared', async () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'local-files-')), 'copies');
  const missing = new PermanentError('no such object', { code: 'OBJECTS_NOT_FOUND' });
  const objects = {
    async download(key: string, path: string): Promise<void> {
      if (key.endsWith('/1.parquet')) throw missing;
      await delay(30);
      await writeFile(path, 'x');
    },
  };
  const local = new LocalFiles(objects as unknown as ObjectStore, dir);
  await expect(local.fetch(files)).rejects.toBe(missing);
  await local.clear();
  await delay(100);
  expect(existsSync(dir)).toBe(false);
});
