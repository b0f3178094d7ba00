import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { streamingDetectors } from '@convoscope/detectors';
import { cli, file, N_ROWS, readScores, useDetectionFiles } from './detection-files.ts';

useDetectionFiles();

describe('detect-stream', () => {
  it.each(streamingDetectors.map(({ name }) => name))('%s scores every record', async (name) => {
    const out = file(`${name}.csv`);
    const args = [
      '--input',
      file('s.csv'),
      '--timestamp',
      'timestamp',
      '--value',
      'value',
      '--detector',
      name,
    ];
    const { exitCode, stdout, stderr } = await cli('detect-stream', ...args, '--scores', out, '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout.toString())).toMatchObject({ detector: name, nRows: N_ROWS });
    const lines = (await readFile(out, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(N_ROWS + 1);
    expect(lines[0]?.split(',')).toContain('score');
    expect(
      (await readScores(`${name}.csv`)).every((score) => score !== '' && Number.isFinite(Number(score))),
    ).toBe(true);
  });

  it.each(streamingDetectors.map(({ name }) => name))(
    '%s never looks ahead: whatever follows, the scores before it stay',
    async (name) => {
      const lines = (await readFile(file('s.csv'), 'utf8')).trim().split('\n');
      const [cut, changed] = [lines.slice(0, 161), lines.map((line, i) => (i > 160 ? `${line}777` : line))];
      await writeFile(file('cut.csv'), cut.join('\n'));
      await writeFile(file('changed.csv'), changed.join('\n'));
      const scoresOf = async (input: string): Promise<string[]> => {
        await cli(
          'detect-stream',
          '--input',
          file(input),
          '--detector',
          name,
          '--scores',
          file('causal.csv'),
        );
        return readScores('causal.csv');
      };
      const whole = (await scoresOf('s.csv')).slice(0, 160);
      expect(await scoresOf('cut.csv')).toEqual(whole);
      expect((await scoresOf('changed.csv')).slice(0, 160)).toEqual(whole);
    },
  );

  it('scores a record without a value 0 and goes on', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => (i === 30 ? `${i},NA` : `${i},${i % 3}`));
    await writeFile(file('holes.csv'), ['t,value', ...rows].join('\n'));
    const { stdout } = await cli(
      'detect-stream',
      '--input',
      file('holes.csv'),
      '--detector',
      'ewma',
      '--json',
    );
    expect(JSON.parse(stdout.toString())).toMatchObject({
      notes: [expect.stringContaining('1 records with a missing or an infinite value')],
    });
  });

  it.each(streamingDetectors.map(({ name }) => name))('%s takes values of any size', async (name) => {
    const rows = Array.from(
      { length: 400 },
      (_, i) => `2026-01-01 ${String(i % 24).padStart(2, '0')}:00:00,${(i % 7) - 3}e300`,
    );
    await writeFile(file('huge.csv'), ['timestamp,value', ...rows].join('\n'));
    await cli(
      'detect-stream',
      '--input',
      file('huge.csv'),
      '--detector',
      name,
      '--scores',
      file('huge-scores.csv'),
    );
    expect(
      (await readScores('huge-scores.csv')).filter((score) => Number.isFinite(Number(score))),
    ).toHaveLength(400);
  });

  it('takes several values a record, and labels', async () => {
    const args = ['--input', file('t.csv'), '--value', 'a,b,c', '--detector', 'hst', '--json'];
    const { stdout } = await cli('detect-stream', ...args);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      nFeatures: 3,
      auroc: expect.any(Number) as unknown,
    });
  });

  it.each([
    [65, 'there is no column "when"', 's.csv', ['--detector', 'ewma', '--timestamp', 'when']],
    [65, 'row 0 of column "word" is "x"', 'words.csv', ['--detector', 'ewma', '--value', 'word']],
    [
      65,
      'row 0 of column "word" is "x": expected an instant',
      'words.csv',
      ['--detector', 'ewma', '--value', 'n', '--timestamp', 'word'],
    ],
    [65, 'needs the instant', 'words.csv', ['--detector', 'seasonal', '--value', 'n']],
    [
      65,
      'words.csv: there is no column "value": name the one with the values with --value',
      'words.csv',
      ['--detector', 'ewma'],
    ],
    [65, 'column "value" holds no value in any row', 'gaps.csv', ['--detector', 'ewma']],
    [78, 'use detect', 's.csv', ['--detector', 'iforest']],
    [78, 'must be one of hst', 's.csv', ['--detector', 'magic']],
  ] as [number, string, string, string[]][])('exit %i, "%s": %s %j', async (code, says, name, args) => {
    await writeFile(file('words.csv'), 'word,n\nx,1\ny,2\n');
    await writeFile(file('gaps.csv'), 'timestamp,value\n1,\n2,NaN\n');
    const { exitCode, stderr } = await cli('detect-stream', '--input', file(name), ...args);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(says)]);
  });
});
