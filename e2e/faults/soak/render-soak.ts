import type { ProcessVerdict, ThroughputVerdict } from './judge-soak.ts';
import type { SoakSample } from './soak-sample.ts';

/** All that one soak found. */
export interface SoakReport {
  readonly startedAt: string;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly minutes: number;
  readonly rate: number;
  readonly nConversations: number;
  readonly nUpdates: number;
  readonly nMessages: number;
  /** From the end of the load until nothing waited any more. */
  readonly drainSeconds: number;
  readonly processes: readonly ProcessVerdict[];
  readonly throughput: readonly ThroughputVerdict[];
  /** One line of `convoscope reconcile`. */
  readonly reconciled: string;
  readonly problems: readonly string[];
  /** Processes of the whole machine that wanted a core, one-minute means averaged over the run; and how many cores there are. */
  readonly machine: { readonly meanLoad: number; readonly nCores: number };
}

type Table = readonly (readonly string[])[];

const fixed = (value: number, digits = 1): string => (Number.isNaN(value) ? '?' : value.toFixed(digits));

const memoryTable = ({ processes }: SoakReport): Table => [
  [
    ...['process', 'windows', 'RSS MiB', 'peak', 'RSS MiB/h', 'late half', 'heap MiB/h'],
    ...['loop p99 ms', 'worst', 'handles', 'handles/h', 'verdict'],
  ],
  ...processes.map((one) => [
    ...[one.process, String(one.nWindows), fixed(one.rssStartMiB, 0), fixed(one.rssPeakMiB, 0)],
    ...[fixed(one.rssMiBPerHour), fixed(one.lateRssMiBPerHour), fixed(one.heapMiBPerHour)],
    ...[fixed(one.eventLoopP99Ms), fixed(one.eventLoopWorstMs, 0), fixed(one.nHandlesPeak, 0)],
    ...[fixed(one.handlesPerHour), one.problems.length === 0 ? 'kept' : 'NOT kept'],
  ]),
];

const throughputTable = ({ throughput }: SoakReport): Table => [
  ['consumer', 'records/s', 'last third of first', 'most waiting', 'verdict'],
  ...throughput.map((one) => [
    ...[one.group, fixed(one.settledPerSecond), `${fixed(one.kept * 100, 0)} %`, fixed(one.maxLag, 0)],
    one.problems.length === 0 ? 'kept' : 'NOT kept',
  ]),
];

const alignText = (table: Table): string => {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const alignMarkdown = (table: Table): string => {
  const [head = [], ...rows] = table.map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${(table[0] ?? []).map(() => '---|').join('')}`, ...rows].join('\n');
};

const summaryOf = (report: SoakReport): string[] => [
  `${report.nMessages} messages in ${report.nConversations} conversations (${report.nUpdates} went on later), ${report.rate} messages/s for ${report.minutes} minutes`,
  `${report.reconciled} Drained ${fixed(report.drainSeconds, 0)} s after the last message.`,
  `The machine has ${report.machine.nCores} cores; on average ${fixed(report.machine.meanLoad)} processes wanted one, those of other work among them.`,
  report.problems.length === 0 ? 'Everything was kept.' : `NOT kept: ${report.problems.join('; ')}.`,
];

/** For a terminal. */
export const renderSoakText = (report: SoakReport): string =>
  [alignText(memoryTable(report)), '', alignText(throughputTable(report)), '', ...summaryOf(report)].join(
    '\n',
  );

const COLOURS = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2'];
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [900, 320, 50, 30];

/** Resident memory over time, a line a process. */
export function renderMemorySvg(samples: readonly SoakSample[]): string {
  const names = [...new Set(samples.flatMap(({ processes }) => Object.keys(processes)))];
  const rssOf = (name: string): [atMs: number, rssMiB: number][] =>
    samples.flatMap(({ atMs, processes }) => {
      const sample = processes[name];
      return sample === undefined ? [] : [[atMs, sample.rssMiB]];
    });
  const endMs = Math.max(1, ...samples.map(({ atMs }) => atMs));
  const top =
    100 * Math.ceil(Math.max(1, ...names.flatMap((name) => rssOf(name).map(([, rss]) => rss))) / 100);
  const x = (atMs: number): string => (LEFT + (atMs / endMs) * (WIDTH - LEFT - 130)).toFixed(1);
  const y = (rssMiB: number): string =>
    (HEIGHT - BOTTOM - (rssMiB / top) * (HEIGHT - BOTTOM - 10)).toFixed(1);
  const grid = Array.from({ length: top / 100 + 1 }, (_, at) => at * 100).map(
    (mib) =>
      `<line x1="${LEFT}" x2="${WIDTH - 130}" y1="${y(mib)}" y2="${y(mib)}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(mib)}" text-anchor="end">${mib}</text>`,
  );
  const lines = names.map((name, at) => {
    const colour = COLOURS[at % COLOURS.length];
    const points = rssOf(name).map(([atMs, rss]) => `${x(atMs)},${y(rss)}`);
    const label = `<text x="${WIDTH - 122}" y="${20 + at * 18}" fill="${colour}">${name}</text>`;
    return `<polyline fill="none" stroke="${colour}" points="${points.join(' ')}"/>${label}`;
  });
  const axis = `<text x="${LEFT}" y="${HEIGHT - 8}">0 min</text><text x="${WIDTH - 130}" y="${HEIGHT - 8}" text-anchor="end">${(endMs / 60_000).toFixed(0)} min</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<title>Resident memory in MiB by service over the soak</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...[...grid, ...lines, axis],
    '</svg>\n',
  ].join('\n');
}

/** The page in docs/benchmarks. */
export function renderSoakMarkdown(report: SoakReport, limits: string): string {
  const { startedAt, commit, versions } = report;
  const setUp = Object.entries({ commit, ...versions }).map(([name, version]) => `${name} ${version}`);
  return [
    '# Soak, measured',
    '',
    `Written by \`npm run soak -- --minutes ${report.minutes} --rate ${report.rate} --write\`, begun ${startedAt}; ${setUp.join(', ')}.`,
    'Every service is a process of its own with the heap it would have in its container, on real Kafka, MongoDB and S3, on one machine.',
    'The source is a scripted NocoDB that grows; every second conversation goes on a minute later and is taken in again.',
    '',
    ...summaryOf(report).map((line) => `- ${line}`),
    '',
    '## Processes',
    '',
    alignMarkdown(memoryTable(report)),
    '',
    limits,
    '',
    '![Resident memory by service](soak-memory.svg)',
    '',
    '## Throughput',
    '',
    alignMarkdown(throughputTable(report)),
    '',
  ].join('\n');
}
