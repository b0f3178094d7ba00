import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

describe('convoscope privacy', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'privacy-'));
    const messages = JSON.stringify([{ role: 'user', content: 'a@b.example, 10.0.0.1 and ORD-1234' }]);
    const rows = [
      { id: 1, messages, contact: 'a@b.example' },
      { id: 2, messages: 'nothing' },
      { id: 3, messages },
    ];
    await writeFile(join(dir, 'rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await writeFile(join(dir, 'rules.yaml'), 'custom: [{ name: order, matches: "ORD-[0-9]{4}" }]');
    await writeFile(join(dir, 'wrong.yaml'), 'rules:\n  - actions: { emial: mask }');
    const spans = [
      { kind: 'email', start: 0, end: 11 },
      { kind: 'name', start: 12, end: 16 },
    ];
    await writeFile(join(dir, 'labelled.jsonl'), `${JSON.stringify({ text: 'a@b.example Otto', spans })}\n`);
    await writeFile(join(dir, 'unlabelled.jsonl'), '{"text":"a"}\n');
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('scan says what there is and where, and never shows it', async () => {
    const { stdout, exitCode } = await runCli(
      {},
      'privacy',
      'scan',
      '--data',
      join(dir, 'rows.jsonl'),
      '--rules',
      join(dir, 'rules.yaml'),
      '--json',
    );
    expect(exitCode).toBe(0);
    expect(stdout.toString()).not.toContain('a@b.example');
    expect(JSON.parse(stdout.toString())).toMatchObject({
      nRows: 3,
      finds: [
        { kind: 'custom:order', field: 'messages[].content', n: 2, nRows: 2, first: 'line 1' },
        { kind: 'email', field: 'messages[].content', n: 2, nRows: 2, first: 'line 1' },
        { kind: 'ip', field: 'messages[].content', n: 2, nRows: 2, first: 'line 1' },
        { kind: 'email', field: 'contact', n: 1, nRows: 1, first: 'line 1' },
      ],
    });
  });

  it('eval counts by kind, on one’s own labels and on generated ones', async () => {
    const own = await runCli({}, 'privacy', 'eval', '--data', join(dir, 'labelled.jsonl'), '--json');
    expect(JSON.parse(own.stdout.toString())).toEqual({
      nTexts: 1,
      scores: [
        {
          kind: 'email',
          nLabelled: 1,
          nFound: 1,
          nRight: 1,
          nCovered: 1,
          precision: 1,
          recall: 1,
          covered: 1,
        },
        {
          kind: 'name',
          nLabelled: 1,
          nFound: 0,
          nRight: 0,
          nCovered: 0,
          precision: null,
          recall: 0,
          covered: 0,
        },
      ],
    });
    const generated = await runCli({}, 'privacy', 'eval', '--n', '90');
    expect(generated.stdout.toString()).toMatch(/^kind +labelled +found +precision % +recall % +covered %/);
    const wrong = await runCli({}, 'privacy', 'eval', '--data', join(dir, 'unlabelled.jsonl'));
    expect([wrong.exitCode, wrong.stderr]).toEqual([65, expect.stringMatching(/row 1 has no "spans"/)]);
  });

  it('check names what is wrong with rules, with its line', async () => {
    expect((await runCli({}, 'privacy', 'check', join(dir, 'rules.yaml'))).stdout.toString()).toMatch(
      /0 rules and 1 expressions can be used/,
    );
    const wrong = await runCli({}, 'privacy', 'check', join(dir, 'wrong.yaml'));
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      78,
      expect.stringMatching(/wrong\.yaml: line 2: .*emial/),
    ]);
  });
});
