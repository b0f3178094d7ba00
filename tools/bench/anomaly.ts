/**
 * Measures anomaly detection beside PyOD and river in one run, and writes docs/benchmarks/anomaly.md.
 * `node tools/bench/anomaly.ts [--part incidents,tables,widths,kinds,records,streams,scaling,threads,explanations] [--only detector,detector]` after a build.
 * With --part or --only (of the tables) the rest of the page stays as it was last measured on this machine. Ends with 1 where a target is not reached.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureExplanations } from './anomaly/explain-section.ts';
import { measureIncidents } from './anomaly/incidents-section.ts';
import { measureKinds } from './anomaly/kinds-section.ts';
import { PYOD_VERSION, RIVER_VERSION, startPeers, type Peers } from './anomaly/peers.ts';
import { measureScaling } from './anomaly/scaling-section.ts';
import { toTable, type Section } from './anomaly/section.ts';
import { measureStreams, measureTrees } from './anomaly/stream-section.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { describeTables, measureTables, type Result } from './anomaly/tables-section.ts';
import { measureThreads } from './anomaly/threads-section.ts';
import { measureWidths } from './anomaly/width-section.ts';
import { requireData } from './anomaly-data.ts';

const { values } = parseArgs({ options: { part: { type: 'string' }, only: { type: 'string' } } });
const only = values.only?.split(',');
const folder = join(import.meta.dirname, '../../docs/benchmarks');
const pageFile = join(folder, 'anomaly.md');
const resultsFile = join(cacheDir(), 'bench-anomaly.json');
const PARTS = [
  ...(['incidents', 'tables', 'widths', 'kinds', 'records'] as const),
  ...(['streams', 'scaling', 'threads', 'explanations'] as const),
] as const;
type Part = (typeof PARTS)[number];

/** What was measured, this time and before: so that a part, or a detector, can be measured again. */
interface Results {
  tables: Record<string, Result[]>;
  sections: Partial<Record<Part, Section>>;
}

function readResults(): Results {
  const empty: Results = { tables: {}, sections: {} };
  return existsSync(resultsFile)
    ? { ...empty, ...(JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) }
    : empty;
}

function toPage(sections: readonly Section[]): string {
  const targets = sections.flatMap((section) => section.targets);
  return [
    '# Anomaly detection, measured',
    '',
    `Written by \`npm run bench -- --section anomaly\`; PyOD ${PYOD_VERSION} and river ${RIVER_VERSION} ran in the same bench. ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
    '',
    '## Asked and reached',
    '',
    ...toTable(
      ['what', 'asked', 'measured', 'reached'],
      targets.map(({ what, asked, measured, isReached }) => [
        what,
        asked,
        measured,
        isReached ? 'yes' : '**no**',
      ]),
    ),
    '',
    ...sections.flatMap(({ lines }) => lines),
  ].join('\n');
}

/** Adds what was measured to what the file holds by now: another run may have written it. */
function save(measured: Results): void {
  const before = readResults();
  const results: Results = {
    tables: { ...before.tables, ...measured.tables },
    sections: { ...before.sections, ...measured.sections },
  };
  results.sections.tables = describeTables(results.tables);
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(pageFile, toPage(PARTS.flatMap((part) => results.sections[part] ?? [])));
}

async function measure(part: Part, results: Results, peers: Peers): Promise<void> {
  switch (part) {
    case 'tables':
      return measureTables(peers, only, (name, found) => {
        results.tables[name] = found;
        save(results);
      });
    case 'incidents':
      results.sections.incidents = await measureIncidents();
      break;
    case 'widths':
      results.sections.widths = await measureWidths(peers);
      break;
    case 'kinds':
      results.sections.kinds = measureKinds();
      break;
    case 'records':
      results.sections.records = await measureTrees(peers);
      break;
    case 'streams':
      results.sections.streams = measureStreams();
      break;
    case 'scaling':
      results.sections.scaling = measureScaling();
      break;
    case 'threads':
      results.sections.threads = await measureThreads();
      break;
    case 'explanations':
      results.sections.explanations = measureExplanations();
  }
  save(results);
}

function readParts(): Part[] {
  if (values.part === undefined) return only ? ['tables'] : [...PARTS];
  const names = values.part.split(',');
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`--part is "${unknown}": expected ${PARTS.join(', ')}`);
  return names as Part[];
}

requireData();
const results: Results = { tables: {}, sections: {} };
const peers = await startPeers();
for (const part of readParts()) {
  const startedAt = performance.now();
  await measure(part, results, peers);
  console.log(`${part}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}
peers.close();
const missed = Object.values(results.sections).flatMap(({ targets }) =>
  targets.filter(({ isReached }) => !isReached),
);
for (const { what, asked, measured } of missed)
  console.log(`not reached: ${what}: asked ${asked}, measured ${measured}`);
process.exitCode = missed.length === 0 ? 0 : 1;
