import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { batchDetectors } from '@convoscope/detectors';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { cli, detect, file, N_ROWS, someRows, toCsv, useDetectionFiles } from './detection-files.ts';

useDetectionFiles();

describe('detect', () => {
  it('says what was run, on what, how long it took and how good it was', async () => {
    const result = await detect('--input', file('t.csv'), '--detector', 'knn', '--params', '{"k":7}', '--label-column', 'label', '--seed', '3'); // prettier-ignore
    expect(result).toMatchObject({
      detector: 'knn',
      parameters: { k: 7, method: 'largest', seed: 3 },
      nRows: N_ROWS,
      nFeatures: 3,
      auroc: 1,
      averagePrecision: 1,
    });
    for (const name of ['fitSeconds', 'scoreSeconds', 'peakMemoryMb'])
      expect(result[name]).toEqual(expect.any(Number));
    expect((result['top'] as { row: number }[]).slice(0, 4).map(({ row }) => row % 50)).toEqual([
      49, 49, 49, 49,
    ]);
  });

  it.each(['t.csv.gz', 't.jsonl', 't.jsonl.gz', 't.parquet'])('reads %s as it reads CSV', async (name) => {
    const [expected, found] = [file('expected.csv'), file(`${name}.csv`)];
    await detect('--input', file('t.csv'), '--detector', 'ecod', '--scores', expected);
    await detect('--input', file(name), '--detector', 'ecod', '--scores', found);
    expect(await readFile(found, 'utf8')).toBe(await readFile(expected, 'utf8'));
  });

  it('writes a score for every row, with a header', async () => {
    await detect('--input', file('t.csv'), '--detector', 'mahalanobis', '--scores', file('scores.csv'));
    const lines = (await readFile(file('scores.csv'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(N_ROWS + 1);
    expect(lines[0]).toBe('row,score,is_anomaly');
    const scores = lines.slice(1).map((line) => Number(line.split(',')[1]));
    expect(scores.indexOf(Math.max(...scores)) % 50).toBe(49);
  });

  it('never learns from the labels: without them the scores are the same', async () => {
    await detect('--input', file('t.csv'), '--detector', 'auto', '--scores', file('with.csv'));
    await writeFile(file('unlabelled.csv'), toCsv(someRows().map(({ a, b, c }) => ({ a, b, c }))));
    await detect('--input', file('unlabelled.csv'), '--detector', 'auto', '--scores', file('without.csv'));
    expect(await readFile(file('without.csv'), 'utf8')).toBe(await readFile(file('with.csv'), 'utf8'));
  });

  it('learns from one table and scores another', async () => {
    const usual = someRows().filter(({ label }) => label === 0);
    await writeFile(file('usual.csv'), toCsv(usual));
    const result = await detect('--train', file('usual.csv'), '--input', file('t.csv'), '--detector', 'gmm');
    expect(result).toMatchObject({ nRows: N_ROWS, auroc: 1 });
    expect(result['scoreSeconds']).toBeGreaterThan(0);
  });

  it.each(batchDetectors.map(({ name }) => name))('%s takes one row and constant columns', async (name) => {
    await writeFile(file('one.csv'), 'a,b\n1,2\n');
    await writeFile(
      file('constant.csv'),
      `a,b,c\n${Array.from({ length: 30 }, (_, i) => `5,${i % 4},0\n`).join('')}`,
    );
    const one = await detect('--input', file('one.csv'), '--detector', name);
    expect(one).toMatchObject({ detector: name, nRows: 1 });
    expect((one['notes'] as string[]).join()).toContain('too few');
    const constant = await detect('--input', file('constant.csv'), '--detector', name);
    expect((constant['notes'] as string[])[0]).toContain('column "a": every value is 5');
  });

  it('understands texts, dates, identifiers and gaps, and says what became of them', async () => {
    const cities = ['Rome', 'Oslo', 'Bern'];
    const rows = Array.from({ length: 80 }, (_, i) => ({
      id: `u-${i}`,
      city: cities[i % 3],
      amount: i % 9 === 0 ? '' : i % 13,
      at: `2026-01-${String((i % 28) + 1).padStart(2, '0')} 10:${String(i % 60).padStart(2, '0')}:00`,
      rate: i === 5 ? 'inf' : i / 7,
    }));
    await writeFile(file('mixed.csv'), toCsv(rows));
    const result = await detect('--input', file('mixed.csv'), '--detector', 'iforest');
    expect(result['omitted']).toEqual(['id']);
    const notes = (result['notes'] as string[]).join('\n');
    for (const text of [
      'column "amount": 9 missing values',
      'column "rate": 1 infinite value:',
      'column "city" is used as category',
      'column "at" is used as date',
    ])
      expect(notes).toContain(text);
  });

  it('scores the same on several threads', async () => {
    await detect('--input', file('t.csv'), '--detector', 'lof', '--scores', file('one.txt'));
    await detect(
      '--input',
      file('t.csv'),
      '--detector',
      'lof',
      '--scores',
      file('two.txt'),
      '--threads',
      '2',
    );
    expect(await readFile(file('two.txt'), 'utf8')).toBe(await readFile(file('one.txt'), 'utf8'));
    await detect('--train', file('t.csv'), '--input', file('t.csv'), '--detector', 'knn', '--threads', 'all');
  });

  it('takes ten thousand columns', async () => {
    const random = createRandom(1);
    const line = (): string => Array.from({ length: 10_000 }, () => nextNormal(random).toFixed(3)).join(',');
    const names = Array.from({ length: 10_000 }, (_, j) => `x${j}`).join(',');
    await writeFile(file('wide.csv'), [names, ...Array.from({ length: 40 }, line)].join('\n'));
    expect(await detect('--input', file('wide.csv'), '--detector', 'auto')).toMatchObject({
      nFeatures: 10_000,
    });
  }, 120_000);

  it('streams a large table through little memory', async () => {
    const lines = function* (): Generator<string> {
      yield 'a,b,c,d,e\n';
      for (let i = 0; i < 100_000; i++) yield `${i % 7}.25,${i % 11},-${i % 13}e-2,"${i % 5}",${i % 3}\n`;
    };
    await pipeline(lines(), createWriteStream(file('long.csv')));
    expect(await detect('--input', file('long.csv'), '--detector', 'hbos')).toMatchObject({ nRows: 100_000, nFeatures: 5 }); // prettier-ignore
  }, 120_000);

  describe('answers clearly', () => {
    const cases: [what: string, name: string, content: string | Buffer, says: string][] = [
      ['an empty file', 'empty.csv', '', 'the file is empty'],
      ['a table without rows', 'headed.csv', 'a,b\n', 'has column names but no rows'],
      ['columns without values', 'void.csv', 'a,b\n,\nNA,null\n', 'no column can be used as a feature'],
      [
        'damaged gzip',
        'damaged.csv.gz',
        gzipSync('a\n1\n').subarray(0, 12),
        'its compressed data ends too early',
      ],
      ['JSON without records', 'list.jsonl', '[1,2]\n', 'no list of records'],
      [
        'labels that are none',
        'odd.csv',
        'a,label\n1,0\n2,7\n',
        'odd.csv: row 1 has the label "7" in column "label"',
      ],
      ['damaged Parquet', 'damaged.parquet', 'PAR1 and nothing else', 'damaged.parquet'],
    ];
    it.each(cases)('%s', async (_what, name, content, says) => {
      await writeFile(file(name), content);
      const { exitCode, stdout, stderr } = await cli(
        'detect',
        '--input',
        file(name),
        '--detector',
        'iforest',
      );
      expect([exitCode, stdout.toString()]).toEqual([65, '']);
      expect(stderr).toContain(says);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });

    it.each([
      [
        'a record of another width',
        'ragged.csv',
        'a,b\n1,2\n1,2,3\n4,5\n',
        ':3: it has 3 cells, the header has 2',
      ],
      [
        'a quote without an end',
        'quote.csv',
        'a,b\n1,"2\n3,4\n5,6\n',
        ':2: it has a quote that is not closed',
      ],
      ['damaged JSON', 'damaged.jsonl', '{"a":1}\n{"a":\n{"a":2}\n', ':2: it is not JSON'],
    ])(
      '%s, which is left out: the rest is scored, and the exit code says so',
      async (_what, name, content, says) => {
        await writeFile(file(name), content);
        const { exitCode, stdout } = await cli(
          'detect',
          '--input',
          file(name),
          '--detector',
          'iforest',
          '--json',
        );
        const answer = JSON.parse(stdout.toString()) as { nRows: number; notes: string[] };
        expect([exitCode, answer.nRows]).toEqual([65, 2]);
        expect(answer.notes[0]).toMatch(/^1 row was left out/);
        expect(answer.notes[1]).toContain(says);
      },
    );

    it('of numbers as people write them, what they were read as', async () => {
      await writeFile(file('local.csv'), '\ufeffa;b;c\n1.234,50;12 %;€ 3,00\n2,25;13 %;€ 4,50\n', 'utf16le');
      const { stdout } = await cli('detect', '--input', file('local.csv'), '--detector', 'iforest', '--json');
      const answer = JSON.parse(stdout.toString()) as { nFeatures: number; notes: string[] };
      expect(answer.nFeatures).toBe(3);
      expect(answer.notes.join('\n')).toContain('column "a": it was read as numbers with a decimal comma');
    });

    it('as JSON, too, where JSON was asked for', async () => {
      for (const args of [
        ['--input', file('absent.csv'), '--detector', 'knn'],
        ['--detector', 'knn'],
      ]) {
        const { exitCode, stdout } = await cli('detect', ...args, '--json');
        const answer = JSON.parse(stdout.toString()) as Record<string, unknown>;
        expect(answer).toEqual({ error: expect.any(String) as unknown, exitCode });
        expect(exitCode).toBeGreaterThan(0);
      }
    });

    it.each([
      [65, 'there is no such file', ['--input', 'absent.csv', '--detector', 'knn']],
      [65, 'not a file', ['--input', '.', '--detector', 'knn']],
      [65, 'there is no column "z"', ['--input', 't.csv', '--detector', 'knn', '--label-column', 'z']],
      [65, 'there is no column "z"', ['--input', 't.csv', '--detector', 'knn', '--exclude', 'z']],
      [78, 'must be one of iforest', ['--input', 't.csv', '--detector', 'magic']],
      [78, 'use detect-stream', ['--input', 't.csv', '--detector', 'hst']],
      [
        78,
        'parameter "k" must be an integer',
        ['--input', 't.csv', '--detector', 'knn', '--params', '{"k":0}'],
      ],
      [78, 'a known parameter', ['--input', 't.csv', '--detector', 'knn', '--params', '{"kk":1}']],
      [78, '--scores is', ['--input', 't.csv', '--detector', 'knn', '--scores', 'nowhere/at/all.csv']],
      [78, 'JSON object', ['--input', 't.csv', '--detector', 'knn', '--params', '[1]']],
      [78, 'from 1 on', ['--input', 't.csv', '--detector', 'knn', '--threads', '0']],
      [78, 'whole number', ['--input', 't.csv', '--detector', 'knn', '--seed', 'x']],
      [78, 'required option', ['--detector', 'knn']],
    ] as [number, string, string[]][])('exit %i, "%s": %j', async (code, says, args) => {
      const inDir = args.map((arg, i) =>
        args[i - 1] === '--input' || args[i - 1] === '--scores' ? file(arg) : arg,
      );
      const { exitCode, stderr } = await cli('detect', ...inDir);
      expect([exitCode, stderr]).toEqual([code, expect.stringContaining(says)]);
    });
  });
});
