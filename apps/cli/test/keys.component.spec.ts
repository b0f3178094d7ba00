import { describeWithServer } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, type CliResult } from './run-cli.ts';

describeWithServer('mongod', 'convoscope keys', (mongod) => {
  let dir: string;
  const cli = (...args: string[]): Promise<CliResult> =>
    runCli(
      {
        CONVOSCOPE_DATA_DIR: join(dir, 'data'),
        MONGODB_URI: mongod.uri,
        MONGODB_DATABASE: mongod.database,
      },
      ...args,
    );
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('makes, lists, rotates and revokes keys, and writes each into the audit log', async () => {
    expect((await cli('keys')).stdout.toString()).toContain('no keys');
    const made = await cli(
      'keys',
      'create',
      'export',
      '--role',
      'analyst',
      '--scope',
      'read:reports',
      '--days',
      '30',
    );
    expect(made).toMatchObject({ exitCode: 0 });
    const [, keyId = ''] = /^cvk_([0-9a-f]{16})_.{43}\n$/.exec(made.stdout.toString()) ?? [];
    const [listed] = JSON.parse((await cli('keys', 'list', '--json')).stdout.toString()) as object[];
    expect(listed).toMatchObject({ keyId, name: 'export', roles: ['analyst'], scopes: ['read:reports'] });
    expect(listed).not.toHaveProperty('hash');
    const rotated = (await cli('keys', 'rotate', keyId)).stdout.toString();
    expect(rotated).toMatch(new RegExp(`^cvk_${keyId}_`));
    expect((await cli('keys', 'revoke', keyId)).exitCode).toBe(0);
    expect((await cli('keys', 'revoke', keyId)).stderr).toContain('no key');
    expect((await cli('audit', 'verify')).stdout.toString()).toContain('all 3 entries');
  }, 30_000);

  it('says what is wrong with what it was told', async () => {
    const tried = [
      ['--role', 'root'],
      ['--scope', 'read:everything'],
      ['--days', 'soon'],
      ['--days', '0'],
    ];
    for (const options of tried) {
      const { exitCode, stderr } = await cli('keys', 'create', 'odd', ...options);
      expect([options, exitCode === 0, stderr.length > 0]).toEqual([options, false, true]);
    }
  }, 30_000);
});
