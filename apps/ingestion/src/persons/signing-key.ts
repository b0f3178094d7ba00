import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSigningKey } from '@convoscope/privacy';

/** The key that proofs are signed with: the one of the settings, or one of the data folder, made when it is first needed, for its owner alone. */
export async function readSigningKey(dataDir: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given.replaceAll('\\n', '\n');
  const path = join(dataDir, 'keys', 'erasure-signing.pem');
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Two who make one at the same time have one afterwards.
  await writeFile(path, createSigningKey(), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return readFile(path, 'utf8');
}
