import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectStore } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { runCli } from './run-cli.ts';

describeWithServer('mongod', 'convoscope detectors', (mongod) => {
  let dir = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
    env = {
      CONVOSCOPE_DATA_DIR: join(dir, 'data'),
      MONGODB_URI: mongod.uri,
      MONGODB_DATABASE: mongod.database,
    };
    const telemetry = createTelemetry({ service: 'cli-test', logLevel: 'silent' });
    const store = await connectStore({ uri: mongod.uri, database: mongod.database, telemetry });
    await store.migrate();
    await store.close();
    await telemetry.close();
    const rows = Array.from({ length: 90 }, (_, i) => `${i % 30 === 3 ? 900 : 10 + (i % 7)},${['DE', 'FR'][i % 2]},${i % 30 === 3 ? 1 : 0}\n`); // prettier-ignore
    await writeFile(join(dir, 't.csv'), `amount,country,fraud\n${rows.join('')}`);
    await writeFile(join(dir, 'new.csv'), 'amount,country\n12,DE\n950,FR\n,DE\n');
  }, 60_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const json = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { exitCode, stdout, stderr } = await runCli(env, ...args, '--json');
    expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
    return JSON.parse(stdout.toString()) as Record<string, unknown>;
  };
  const refused = async (...args: string[]) => {
    const { exitCode, stderr } = await runCli(env, ...args);
    return [exitCode, stderr.trim().split('\n').at(-1)];
  };
  const train = (...more: string[]) =>
    json('detectors', 'train', 'payments', join(dir, 't.csv'), '--label-column', 'fraud', ...more);

  it('trains, lists, shows, scores by, promotes, compares, rolls back and deletes', async () => {
    expect(await train('--detector', 'mahalanobis')).toMatchObject({
      ...{ name: 'payments', version: 1, stage: 'live', nRows: 90, heldBack: { auroc: 1 } },
      columns: [{ name: 'amount' }, { name: 'country' }],
    });
    expect(await train('--detector', 'tune', '--max-trials', '12')).toMatchObject({
      ...{ version: 2, stage: 'candidate', parent: 1, tuning: { isCutShort: true } },
    });
    const scores = join(dir, 'scores.csv');
    const found = await json('detect', '--model', 'payments@1', '--input', join(dir, 'new.csv'), '--scores', scores); // prettier-ignore
    expect(found).toMatchObject({ model: 'payments@1', nRows: 3, nAnomalies: 1, top: [{ row: 1 }, {}, {}] });
    const lines = (await readFile(scores, 'utf8')).trim().split('\n');
    expect([lines[0], lines.length]).toEqual(['row,score,rank,probability,is_anomaly', 4]);
    expect(await json('detectors', 'promote', 'payments@2')).toEqual({ name: 'payments', live: 2 });
    expect(await json('detectors', 'list')).toMatchObject([
      { name: 'payments', live: 2, versions: [{ stage: 'candidate' }, { stage: 'live' }] },
    ]);
    const { stdout: shown } = await runCli(env, 'detectors', 'show', 'payments');
    expect(shown.toString()).toMatch(/payments@2 \(live\).*came first of .*amount/su);
    const { stdout: compared } = await runCli(env, 'detectors', 'compare', 'payments', '1', '2');
    expect(compared.toString()).toContain('trained from the same data');
    expect(await json('detectors', 'rollback', 'payments')).toEqual({ name: 'payments', live: 1 });
    await json('detectors', 'archive', 'payments@2');
    await json('detectors', 'delete', 'payments@2');
    const { stdout: listed } = await runCli(env, 'detectors', 'list');
    expect(listed.toString().trim().split('\n')).toHaveLength(2);
    await json('detectors', 'delete', 'payments');
    expect(await json('detectors', 'list')).toEqual([]);
  });

  it('says what is wrong and how to mend it', async () => {
    const t = join(dir, 't.csv');
    expect(await refused('detectors', 'train', 'My Model', t)).toEqual([
      78,
      expect.stringContaining('expected NAME or NAME@VERSION, such as payments'),
    ]);
    expect(await refused('detectors', 'train', 'a', t, '--params', '{"k":0}', '--detector', 'knn')).toEqual([
      78,
      expect.stringContaining('"k"'),
    ]);
    expect(await refused('detectors', 'train', 'a', join(dir, 'none.csv'))).toEqual([
      expect.any(Number),
      expect.stringContaining('none.csv'),
    ]);
    expect(await refused('detect', '--model', 'nothing', '--input', t)).toEqual([
      1,
      expect.stringContaining('there is no detector "nothing"'),
    ]);
    expect(
      await refused('detect', '--model', 'a', '--input', t, '--exclude', 'x', '--scale', 'none'),
    ).toEqual([78, expect.stringContaining('leave out --exclude, --scale')]);
    expect(await refused('detectors', 'promote', 'payments')).toEqual([
      78,
      expect.stringContaining('write payments@VERSION'),
    ]);
  });
});
