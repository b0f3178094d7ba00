import { describeWithServer } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, type CliResult } from './run-cli.ts';

describeWithServer('mongod', 'convoscope accounts', (mongod) => {
  let dir: string;
  const cli = (...args: string[]): Promise<CliResult> =>
    runCli(
      {
        CONVOSCOPE_DATA_DIR: join(dir, 'data'),
        MONGODB_URI: mongod.uri,
        MONGODB_DATABASE: mongod.database,
      },
      'accounts',
      ...args,
    );
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('makes the first administrator, and changes what people may do', async () => {
    expect((await cli()).stdout.toString()).toContain('no accounts');
    const made = await cli('create', 'Ana@Example.org', '--role', 'admin');
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.stdout.toString()).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}\n$/);
    expect((await cli('create', 'ana@example.org')).stderr).toContain('there is an account');
    expect((await cli('disable', 'ana@example.org')).exitCode).toBe(0);
    const [listed] = JSON.parse((await cli('list', '--json')).stdout.toString()) as object[];
    expect(listed).toMatchObject({
      ...{ name: 'ana@example.org', roles: ['admin'], hasSecondFactor: false },
      disabledAt: expect.any(String),
    });
    expect(JSON.stringify(listed)).not.toContain('argon2');
    expect((await cli('enable', 'ana@example.org')).exitCode).toBe(0);
    expect((await cli('reset', 'ana@example.org')).stdout.toString()).not.toBe(made.stdout.toString());
    expect((await cli('sign-out', 'ana@example.org')).stdout.toString()).toBe('0 ended\n');
    expect((await cli('reset', 'nobody')).stderr).toContain('no account nobody');
    for (const wrong of [
      ['create', 'a b'],
      ['create', 'ben', '--role', 'root'],
    ])
      expect((await cli(...wrong)).exitCode).not.toBe(0);
  }, 40_000);
});
