import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { batchDetectors, streamingDetectors } from '@convoscope/detectors';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { cli, file, someRows, toCsv, useDetectionFiles } from './detection-files.ts';

useDetectionFiles();

describe('detectors', () => {
  it('lists every one with its parameters', async () => {
    const listed = JSON.parse((await cli('detectors', '--json')).stdout.toString()) as {
      name: string;
      kind: string;
    }[];
    expect(listed.map(({ name }) => name)).toEqual(
      [...batchDetectors, ...streamingDetectors].map(({ name }) => name),
    );
    expect(listed.find(({ name }) => name === 'knn')).toMatchObject({
      kind: 'table',
      parameters: { k: { default: 5, allowed: 'an integer in [1, 10000]' } },
    });
    expect((await cli('detectors')).stdout.toString()).toContain('hst (stream)');
  });
});

describe('drift', () => {
  it('names the feature that moved, and columns that only one table has', async () => {
    const moved = someRows().map(({ a, b, c }, i) => ({ a, b, c: c + 2, extra: i % 4 }));
    await writeFile(file('moved.csv'), toCsv(moved));
    const { stdout } = await cli(
      'drift',
      '--reference',
      file('t.csv'),
      '--current',
      file('moved.csv'),
      '--json',
    );
    const result = JSON.parse(stdout.toString()) as { features: { feature: string }[] };
    expect(result).toMatchObject({
      nFeatures: 3,
      nDrifted: 1,
      onlyInCurrent: ['extra'],
      onlyInReference: [],
    });
    expect(result.features[0]).toMatchObject({ feature: 'c', hasDrifted: true });
    expect(result).toMatchObject({ classifier: { goesBy: [{ feature: 'c' }, {}, {}] } });
  });

  it('finds no drift between two wide tables of the same kind, and needs no minutes for it', async () => {
    const random = createRandom(3);
    const rows = (count: number): string =>
      toCsv(Array.from({ length: count }, () => Object.fromEntries(Array.from({ length: 1500 }, (_, j) => [`x${j}`, nextNormal(random).toFixed(3)])))); // prettier-ignore
    await writeFile(file('before.csv'), rows(30));
    await writeFile(file('after.csv'), rows(40));
    const args = ['--reference', file('before.csv'), '--current', file('after.csv'), '--json'];
    const result = JSON.parse((await cli('drift', ...args)).stdout.toString()) as {
      joint: { pValue: number };
    };
    expect(result).toMatchObject({ nFeatures: 1500, nDrifted: 0 });
    expect(result.joint.pValue).toBeGreaterThan(0.05);
  }, 120_000);

  it('refuses tables that have nothing in common', async () => {
    await writeFile(file('other.csv'), 'q,r\n1,2\n3,4\n');
    const { exitCode, stderr } = await cli(
      'drift',
      '--reference',
      file('t.csv'),
      '--current',
      file('other.csv'),
    );
    expect([exitCode, stderr]).toEqual([65, expect.stringContaining('no column in common')]);
  });
});

describe('explain', () => {
  it.each(['iforest', 'ecod', 'mahalanobis', 'knn'])('%s: contributions sum to the score', async (name) => {
    const { exitCode, stdout } = await cli(
      'explain',
      '--input',
      file('t.csv'),
      '--detector',
      name,
      '--row',
      '49',
      '--json',
    );
    expect(exitCode).toBe(0);
    const result = JSON.parse(stdout.toString()) as {
      score: number;
      baseline: number;
      contributions: { feature: string; contribution: number }[];
      nearestNormal: { row: number };
    };
    const sum = result.contributions.reduce(
      (total, { contribution }) => total + contribution,
      result.baseline,
    );
    expect(sum).toBeCloseTo(result.score, 6);
    expect(result.contributions.map(({ feature }) => feature).sort()).toEqual(['a', 'b', 'c']);
    expect(result.nearestNormal.row).not.toBe(49);
  });

  it.each(['kernel-shap', 'nearest-normal'])('explains any detector by %s', async (method) => {
    const args = ['--input', file('t.csv'), '--detector', 'knn', '--row', '49', '--method', method, '--json'];
    const result = JSON.parse((await cli('explain', ...args)).stdout.toString()) as {
      contributions: { feature: string }[];
    };
    expect(result).toMatchObject({ method, contributions: [{ feature: 'b' }, {}, {}] });
  });

  it('refuses a row that there is not', async () => {
    const { exitCode, stderr } = await cli(
      'explain',
      '--input',
      file('t.csv'),
      '--detector',
      'knn',
      '--row',
      '200',
    );
    expect([exitCode, stderr]).toEqual([78, expect.stringContaining('rows 0 to 199')]);
  });
});
