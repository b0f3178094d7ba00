import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBuildInfo } from './build-info.ts';

let root: string;
const inside = (): string => join(root, 'libs/service/dist');

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'convoscope-build-'));
  mkdirSync(inside(), { recursive: true });
  writeFileSync(
    join(root, 'libs/service/package.json'),
    '{"name": "@convoscope/service", "version": "9.9.9"}',
  );
});
afterAll(() => rmSync(root, { recursive: true }));

describe('what is known of the build', () => {
  it('is nothing where no workspace is above', () => {
    expect(readBuildInfo(inside())).toEqual({ version: 'unknown', commit: 'unknown', builtAt: null });
  });

  it('is the version in a checkout, and all of it in an image', () => {
    writeFileSync(join(root, 'package.json'), '{"name": "convoscope-workspace", "version": "1.2.3"}');
    expect(readBuildInfo(inside())).toEqual({ version: '1.2.3', commit: 'unknown', builtAt: null });
    const stamp = { commit: 'abc', builtAt: '2026-01-01T00:00:00Z' };
    writeFileSync(join(root, 'build-info.json'), JSON.stringify(stamp));
    expect(readBuildInfo(inside())).toEqual({ version: '1.2.3', ...stamp });
  });
});
