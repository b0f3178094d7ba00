/**
 * Runs the benchmarks, each in a process of its own, so that none warms or burdens another.
 * Usage: npm run bench -- [--section bus|lake|pipeline|anomaly|forecast|recovery|text|growth|idle|privacy]...; without a section the first three.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureShared, stopShared } from '../servers/shared-servers.ts';
import type { StartedServer } from '../servers/servers.ts';

interface Section {
  readonly script: string;
  /** Servers it expects to find running. */
  readonly servers: readonly StartedServer[];
}

const sections: Readonly<Record<string, Section>> = {
  bus: { script: 'bus.ts', servers: ['kafka'] },
  lake: { script: 'lake.ts', servers: [] },
  pipeline: { script: 'pipeline.ts', servers: [] },
  anomaly: { script: 'anomaly.ts', servers: [] },
  forecast: { script: 'forecast.ts', servers: [] },
  recovery: { script: 'recovery.ts', servers: [] },
  text: { script: 'text.ts', servers: [] },
  privacy: { script: 'privacy.ts', servers: [] },
  growth: { script: 'growth.ts', servers: [] },
  idle: { script: 'idle.ts', servers: ['kafka', 'mongod', 's3'] },
};

function readSections(): [string, Section][] {
  const { values } = parseArgs({ options: { section: { type: 'string', multiple: true } } });
  const wanted = values.section ?? ['bus', 'lake', 'pipeline'];
  return wanted.map((name) => {
    const section = sections[name];
    if (section !== undefined) return [name, section];
    process.stderr.write(`--section is "${name}": expected ${Object.keys(sections).join(', ')}.\n`);
    process.exit(64);
  });
}

const run = (script: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const flags = ['--disable-warning=ExperimentalWarning'];
    const child = spawn(process.execPath, [...flags, join(import.meta.dirname, script)], {
      stdio: 'inherit',
    });
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });

const outcomes: { section: string; seconds: number; code: number }[] = [];
for (const [section, { script, servers }] of readSections()) {
  const started = await ensureShared(servers, (line) => process.stderr.write(`${line}\n`));
  const startedAt = performance.now();
  try {
    const code = await run(script);
    outcomes.push({ section, code, seconds: (performance.now() - startedAt) / 1_000 });
  } finally {
    await stopShared(started);
  }
}
console.log('');
for (const { section, seconds, code } of outcomes) {
  console.log(
    `${section.padEnd(10)} ${seconds.toFixed(0).padStart(4)} s   ${code === 0 ? 'done' : `ended with ${code}: below a target, or failed`}`,
  );
}
process.exitCode = outcomes.every(({ code }) => code === 0) ? 0 : 1;
