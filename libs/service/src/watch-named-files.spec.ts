import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defineSettings, text } from '@convoscope/config';
import { watchNamedFiles } from './watch-named-files.ts';

const LOOK_MS = 5;

const settings = defineSettings({
  password: { env: 'KAFKA_SASL_PASSWORD', type: text(), doc: 'One of a file.' },
  nested: { a: { env: 'A', type: text(), doc: 'Of none.' }, b: { env: 'B', type: text(), doc: 'Of none.' } },
});

describe('files from which settings are read', () => {
  const dir = mkdtempSync(join(tmpdir(), 'named-files-'));
  const secret = join(dir, 'password');
  afterAll(() => rmSync(dir, { recursive: true }));
  beforeEach(() => writeFileSync(secret, 'first'));

  it('are noticed when they change: a service kept on knocking with a password that had been replaced', async () => {
    const env = { KAFKA_SASL_PASSWORD_FILE: secret, LOG_LEVEL: 'info' };
    const watch = watchNamedFiles(settings, env, LOOK_MS);
    writeFileSync(secret, 'second');
    expect(await watch.changed).toBe('KAFKA_SASL_PASSWORD_FILE changed');
    watch.stop();
  });

  it('may be away for a moment, be written anew with the same content, or not exist at all', async () => {
    const env = { KAFKA_SASL_PASSWORD_FILE: secret, A_FILE: join(dir, 'none'), B_FILE: '' };
    const watch = watchNamedFiles(settings, env, LOOK_MS);
    rmSync(secret);
    await delay(4 * LOOK_MS);
    writeFileSync(secret, 'first');
    const quiet = Symbol('quiet');
    expect(await Promise.race([watch.changed, delay(10 * LOOK_MS, quiet)])).toBe(quiet);
    watch.stop();
  });

  it('are the only ones that end a service: it ended whenever a file of another program changed', async () => {
    const watch = watchNamedFiles(settings, { SSL_CERT_FILE: secret }, LOOK_MS);
    writeFileSync(secret, 'second');
    const quiet = Symbol('quiet');
    expect(await Promise.race([watch.changed, delay(10 * LOOK_MS, quiet)])).toBe(quiet);
    watch.stop();
  });
});
