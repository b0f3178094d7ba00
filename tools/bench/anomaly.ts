/**
 * Measures anomaly detection beside PyOD and river in one run, and writes docs/benchmarks/anomaly.md.
 * `node tools/bench/anomaly.ts [--part tables,streams,scaling,threads,explanations] [--only detector,detector]` after a build.
 * With --only nothing is written; with --part the page's other parts stay as they are. Ends with 1 where a target is not reached.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureExplanations } from './anomaly/explain-section.ts';
import { PYOD_VERSION, RIVER_VERSION, startPeers } from './anomaly/peers.ts';
import { measureScaling } from './anomaly/scaling-section.ts';
import { toTable, type Section } from './anomaly/section.ts';
import { measureStreams } from './anomaly/stream-section.ts';
import { measureTables } from './anomaly/tables-section.ts';
import { measureThreads } from './anomaly/threads-section.ts';
import { requireData } from './anomaly-data.ts';

const { values } = parseArgs({ options: { part: { type: 'string' }, only: { type: 'string' } } });
const only = values.only?.split(',');
const resultsFile = join(import.meta.dirname, '../../docs/benchmarks/anomaly.json');
const pageFile = join(import.meta.dirname, '../../docs/benchmarks/anomaly.md');

requireData();
const peers = await startPeers();
const parts: Readonly<Record<string, () => Promise<Section> | Section>> = {
  tables: () => measureTables(peers, only),
  streams: () => measureStreams(peers, only),
  scaling: measureScaling,
  threads: measureThreads,
  explanations: () => measureExplanations(only),
};
const wanted = values.part?.split(',') ?? Object.keys(parts);

/** What earlier runs found, so that one part can be measured again. */
function readResults(): Record<string, Section> {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8')) as Record<string, Section>;
  } catch {
    return {};
  }
}

function toPage(results: Record<string, Section>): string {
  const sections = Object.keys(parts).flatMap((part) => results[part] ?? []);
  const targets = sections.flatMap((section) => section.targets);
  return [
    '# Anomaly detection, measured',
    '',
    `Written by \`npm run bench -- --section anomaly\`; PyOD ${PYOD_VERSION} and river ${RIVER_VERSION} ran in the same bench. ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
    '',
    '## Asked and reached',
    '',
    ...toTable(['what', 'asked', 'measured', 'reached'], targets.map(({ what, asked, measured, isReached }) => [what, asked, measured, isReached ? 'yes' : '**no**'])), // prettier-ignore
    '',
    ...sections.flatMap(({ lines }) => lines),
  ].join('\n');
}

const measured: Record<string, Section> = only ? {} : readResults();
for (const part of wanted) {
  const measure = parts[part];
  if (measure === undefined)
    throw new Error(`--part is "${part}": expected ${Object.keys(parts).join(', ')}`);
  measured[part] = await measure();
  if (only) continue;
  mkdirSync(join(resultsFile, '..'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(measured, null, 1)}\n`);
  writeFileSync(pageFile, toPage(measured));
}
peers.close();
const missed = wanted.flatMap((part) => measured[part]!.targets).filter(({ isReached }) => !isReached);
for (const { what, asked, measured: found } of missed)
  console.log(`not reached: ${what}: asked ${asked}, measured ${found}`);
process.exitCode = missed.length === 0 ? 0 : 1;
