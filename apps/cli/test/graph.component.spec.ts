import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from './run-cli.ts';

describe('convoscope graph', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-graph-'));
    const circles = Array.from({ length: 120 }, (_, i) => {
      const circle = Math.floor(i / 6);
      return [1, 2].map((step) => `u${circle}-${i % 6},u${circle}-${(i + step) % 6},1\n`).join('');
    });
    const star = Array.from({ length: 20 }, (_, circle) => `hub,u${circle}-0,1\n`);
    await writeFile(
      join(dir, 'edges.csv'),
      `source,target,n\n${circles.join('')}${star.join('')}hub,hub,1\n`,
    );
    await writeFile(join(dir, 'wrong.csv'), 'source,target,n\na,b,1\nb,c,0\nc,,1\n');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const graph = (file: string, ...more: string[]) => runCli({}, 'graph', '--input', join(dir, file), ...more);
  const found = async (...more: string[]) => {
    const { stdout, stderr } = await graph('edges.csv', '--json', ...more);
    expect(stderr).toBe('');
    return JSON.parse(stdout.toString()) as {
      nNodes: number;
      top: { node?: string; source?: string; target?: string; parts: Record<string, number> }[];
      notes: string[];
    };
  };

  it('names the centre of a star among circles of friends', async () => {
    const { nNodes, top, notes } = await found('--detector', 'oddball');
    expect([nNodes, top[0]?.node]).toEqual([121, 'hub']);
    expect(Object.keys(top[0]?.parts ?? {}).length).toBeGreaterThan(0);
    expect(notes).toEqual(['1 edges lead from a node to itself and were left out']);
  });

  it.each(['scan', 'neighbour-residual', 'radar', 'unlikely-links', 'edge-weight'])(
    'ranks nodes or edges by %s, by their names',
    async (detector) => {
      const { top } = await found('--detector', detector, '--weight', 'n');
      for (const { node, source, target } of top)
        expect(node ?? `${source} ${target}`).toMatch(/^(hub|u\d+-\d)( (hub|u\d+-\d))?$/);
    },
  );

  it.each([
    [65, 'row 2 of column "target" is empty', 'wrong.csv', []],
    [65, 'there is no column "from"', 'edges.csv', ['--source', 'from']],
    [78, '"contamination"', 'edges.csv', ['--params', '{"contamination":2}']],
    [78, 'Allowed choices', 'edges.csv', ['--detector', 'none']],
  ])('exit %i, "%s"', async (code, says, file, more) => {
    const { exitCode, stderr } = await graph(file, ...more);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(says)]);
  });
});
