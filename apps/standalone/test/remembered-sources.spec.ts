import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installationSources } from '../src/installation-sources.ts';
import { readSources, rememberSource, sourceEnvironments } from '../src/remembered-sources.ts';

const demo = { SOURCE_KIND: 'file', SOURCE_NAME: 'demo', SOURCE_PATH: '/data/demo.jsonl' };
const file = {
  SOURCE_KIND: 'file',
  SOURCE_NAME: 'file',
  SOURCE_PATH: '/data/mine.csv',
  SOURCE_DELIMITER: ';',
};
const nocodb = {
  ...{ SOURCE_KIND: 'nocodb', SOURCE_NAME: 'nocodb', NOCODB_URL: 'https://nocodb.test' },
  ...{ NOCODB_TOKEN: 'secret-token', NOCODB_WEBHOOK_SECRET: 'secret-hook' },
};

describe('the sources of an installation', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'remembered-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('are none before the first start, and those that the settings name then', () => {
    expect(readSources(dir)).toEqual([]);
    expect(sourceEnvironments(dir, { given: {}, env: demo })).toEqual([demo]);
  });

  it('are remembered, the last one first and each once, without secrets', async () => {
    for (const env of [demo, nocodb, file, demo]) rememberSource(dir, { ...env, LOG_LEVEL: 'warn' });
    expect(readSources(dir).map(({ name }) => name)).toEqual(['demo', 'file', 'nocodb']);
    const text = await readFile(join(dir, 'sources.json'), 'utf8');
    expect(text).not.toContain('secret-');
    expect(text).not.toContain('LOG_LEVEL');
    expect((await stat(join(dir, 'sources.json'))).mode & 0o077).toBe(0);
  });

  it('win over an env file, take secrets from it, and lose against what the process was given', () => {
    const env = { ...nocodb, NOCODB_URL: 'https://other.test', LOG_LEVEL: 'warn' };
    const [current, second, third] = sourceEnvironments(dir, { given: {}, env });
    expect(current).toMatchObject({ ...demo, LOG_LEVEL: 'warn', NOCODB_TOKEN: 'secret-token' });
    expect(current).not.toHaveProperty('NOCODB_URL');
    expect(second).toMatchObject(file);
    expect(third).toMatchObject({ NOCODB_URL: 'https://nocodb.test', NOCODB_TOKEN: 'secret-token' });
    const given = { ...file, SOURCE_PATH: '/data/other.csv' };
    const chosen = sourceEnvironments(dir, { given, env: given });
    expect(chosen.map((one) => [one['SOURCE_NAME'], one['SOURCE_PATH']])).toEqual([
      ['file', '/data/other.csv'],
      ['demo', '/data/demo.jsonl'],
      ['nocodb', undefined],
    ]);
  });

  it('leave out an earlier one whose settings are not valid any more', () => {
    rememberSource(dir, { ...file, SOURCE_PAGE_SIZE: 'many' });
    rememberSource(dir, demo);
    const sources = installationSources(dir, { given: {}, env: {} });
    expect(sources.map(({ settings }) => settings.source.name)).toEqual(['demo', 'nocodb']);
  });

  it('cannot be read from a file that is broken, which is said with its name', async () => {
    await writeFile(join(dir, 'sources.json'), '{"sources": [');
    expect(() => readSources(dir)).toThrow(/sources\.json cannot be read/);
  });
});
