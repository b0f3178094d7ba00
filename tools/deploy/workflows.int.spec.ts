import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeWithTools } from '../chart/describe-chart.ts';
import { serviceNames } from '../service-names.ts';
import { toChangelog } from './changelog.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('.github/workflows/*.yml', { cwd: root }).sort();
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describeWithTools('the workflows', ['actionlint'], (actionlint) => {
  it('have nothing that actionlint complains of', () => {
    const { status, stdout } = spawnSync(actionlint as string, ['-shellcheck=', '-pyflakes=', ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
  });
});

describe('the workflows', () => {
  it.each(files)('%s pins every action by the commit and says which version that is', (file) => {
    const used = [...read(file).matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(files)('%s gives no right that it does not name, and ends', (file) => {
    const workflow = parse(read(file)) as {
      permissions: object;
      jobs: Record<string, { 'timeout-minutes': number }>;
    };
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('builds an image of every service and of the command line', () => {
    const { jobs } = parse(read('.github/workflows/release.yml')) as {
      jobs: { images: { strategy: { matrix: { service: string[] } } } };
    };
    expect(jobs.images.strategy.matrix.service.sort()).toEqual([...serviceNames, 'cli'].sort());
  });

  it('makes a changelog of sentences', () => {
    expect(toChangelog('v1.0.0', ['One thing is done', 'Another.'])).toBe(
      '## v1.0.0\n\n- One thing is done.\n- Another.\n',
    );
  });
});
