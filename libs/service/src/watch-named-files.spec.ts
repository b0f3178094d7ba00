import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchNamedFiles } from './watch-named-files.ts';

const LOOK_MS = 5;

describe('files that the environment names', () => {
  const dir = mkdtempSync(join(tmpdir(), 'named-files-'));
  const secret = join(dir, 'password');
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(() => writeFileSync(secret, 'first'));

  it('are noticed when they change: a service kept on knocking with a password that had been replaced', async () => {
    const watch = watchNamedFiles({ KAFKA_SASL_PASSWORD_FILE: secret, LOG_LEVEL: 'info' }, LOOK_MS);
    writeFileSync(secret, 'second');
    expect(await watch.changed).toBe('KAFKA_SASL_PASSWORD_FILE changed');
    watch.stop();
  });

  it('may be away for a moment, be written anew with the same content, or not exist at all', async () => {
    const watch = watchNamedFiles({ A_FILE: secret, B_FILE: join(dir, 'none'), C_FILE: '' }, LOOK_MS);
    rmSync(secret);
    await delay(4 * LOOK_MS);
    writeFileSync(secret, 'first');
    const quiet = Symbol('quiet');
    expect(await Promise.race([watch.changed, delay(10 * LOOK_MS, quiet)])).toBe(quiet);
    watch.stop();
  });
});
