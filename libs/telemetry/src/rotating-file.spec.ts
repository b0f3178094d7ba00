import { afterAll, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingFile } from './rotating-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'convoscope-log-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const line = (i: number): string => `${String(i).padStart(9, '0')}\n`;

it('keeps the newest lines whole and in order, in two files of bounded size, also over a restart', () => {
  const path = join(dir, 'log.jsonl');
  for (let part = 0; part < 3; part++) {
    const file = new RotatingFile(path, 100);
    for (let i = part * 11; i < (part + 1) * 11; i++) file.write(line(i));
    file.end();
  }
  expect(readdirSync(dir).sort()).toEqual(['log.jsonl', 'log.jsonl.1']);
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThanOrEqual(100);
  const kept = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
  expect(kept).toBe(Array.from({ length: 13 }, (_, i) => line(20 + i)).join(''));
});

it('writes a line that is longer than the limit whole', () => {
  const path = join(dir, 'long.jsonl');
  const file = new RotatingFile(path, 10);
  file.write('a long line\n');
  file.write('another\n');
  file.end();
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('a long line\n');
  expect(readFileSync(path, 'utf8')).toBe('another\n');
});
