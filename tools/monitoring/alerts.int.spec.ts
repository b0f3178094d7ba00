import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hasCommand } from '../servers/debian.ts';
import { alerts } from './alerts.ts';
import { toPromtoolTests } from './promtool-tests.ts';
import { toRulesFile } from './rules-file.ts';

const runbooksDir = join(import.meta.dirname, '../../docs/runbooks');
const cliCommands = readFileSync(join(import.meta.dirname, '../../apps/cli/src/create-program.ts'), 'utf8');

/** Runs promtool on files that are written into a folder of their own. */
function promtool(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'convoscope-promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const describeWithPromtool =
  hasCommand('promtool') || process.env['CI'] === 'true' ? describe : describe.skip;

describeWithPromtool('the alerts, in Prometheus', () => {
  const rules = toRulesFile();

  it('are rules that it accepts', () => {
    const { status, output } = promtool({ 'rules.yaml': rules }, 'check', 'rules', 'rules.yaml');
    expect({ status, output }).toMatchObject({ status: 0 });
  });

  it.each(alerts.map((alert) => [alert.name, alert] as const))(
    '%s fires, resolves, and stays quiet near its limit',
    (_, alert) => {
      const files = {
        'rules.yaml': toRulesFile([alert]),
        'tests.yaml': toPromtoolTests('rules.yaml', alert),
      };
      expect(promtool(files, 'test', 'rules', 'tests.yaml')).toEqual({
        status: 0,
        output: expect.stringContaining('SUCCESS'),
      });
    },
  );
});

describe('the alerts', () => {
  it('have names of their own, and say who must act when', () => {
    expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
    for (const { name, summary } of alerts) {
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(summary).toMatch(/\.$/);
    }
  });
});

describe('the runbooks', () => {
  const files = globSync('*.md', { cwd: runbooksDir }).sort();

  it('are one for each alert, and no other', () => {
    expect(files.map((file) => basename(file, '.md'))).toEqual(alerts.map(({ name }) => name).sort());
  });

  it.each(files)('%s tells meaning, impact, diagnosis by commands, mitigation and escalation', (file) => {
    const text = readFileSync(join(runbooksDir, file), 'utf8');
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
    const name = basename(file, '.md');
    expect(headings).toEqual([name, 'Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Escalation']);
    expect(text.match(/^ {3}```\n {3}(kubectl|promtool|mongosh|convoscope) /m)).not.toBeNull();
    expect(text).not.toMatch(/TODO|TBD/);
  });

  it.each(files)('%s names only commands and alerts that exist', (file) => {
    const text = readFileSync(join(runbooksDir, file), 'utf8');
    for (const [, command] of text.matchAll(/(?:cli\/dist\/main\.js|`convoscope) (\w+)/g))
      expect(cliCommands).toContain(
        `./commands/${{ dlq: 'dead-letters' }[command ?? ''] ?? command}.command.ts`,
      );
    const known = new Set(alerts.map(({ name }) => name));
    const camelCase = [...text.matchAll(/\b(?:[A-Z][a-z]+){2,}\b/g)].map(([word]) => word);
    const others = new Set(['StatefulSet', 'ConfigMap']);
    for (const word of camelCase) {
      const isAlert =
        known.has(word) ||
        others.has(word) ||
        !/(Burns|Stuck|Rising|Open|Down|Loop|High|Slow|Stale)/.test(word);
      expect({ word, isAlert }).toEqual({ word, isAlert: true });
    }
  });
});
