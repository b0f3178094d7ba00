/** Every batch detector on the labelled tables, beside PyOD on the same rows in the same run; and seconds on 10,000 rows. */
import { join } from 'node:path';
import { batchDetectors, createBatchDetector } from '@convoscope/detectors';
import { areaUnderRoc, averagePrecision } from '@convoscope/statistics';
import { dataFolder, readTables, type LabelledTable } from '../anomaly-data.ts';
import type { Peers } from './peers.ts';
import { reasonFor } from './reasons.ts';
import { cpuSecondsOf, mean, toTable, type Section, type Target } from './section.ts';

/** The name that PyOD has for a detector. */
const PEERS: Readonly<Record<string, string>> = {
  iforest: 'IForest', lof: 'LOF', ocsvm: 'OCSVM', knn: 'KNN', ecod: 'ECOD', copod: 'COPOD', hbos: 'HBOS', pca: 'PCA', cblof: 'CBLOF',
  loda: 'LODA', mcd: 'MCD', inne: 'INNE', gmm: 'GMM', cof: 'COF', abod: 'ABOD', kde: 'KDE',
}; // prettier-ignore
const SEEDED = new Set([
  'iforest',
  'extended-iforest',
  'inne',
  'loda',
  'cblof',
  'kmeans',
  'mcd',
  'ocsvm-approximate',
]);
const SEEDS = [0, 1, 2, 3, 4];
/** Detectors whose seeds differ by so much that the mean of five is off by about what is asked for. */
const MORE_SEEDS: Readonly<Record<string, readonly number[]>> = {
  cblof: Array.from({ length: 15 }, (_, seed) => seed),
  loda: Array.from({ length: 10 }, (_, seed) => seed),
};
const seedsOf = (name: string): readonly number[] => MORE_SEEDS[name] ?? (SEEDED.has(name) ? SEEDS : [0]);
/** COF in PyOD holds all distances at once. */
const MAX_ROWS: Readonly<Record<string, number>> = { COF: 4000 };
const TIMED = 'mammography';
const TIMED_ROUNDS = 5;
const FAR = 0.03;
const CLOSE = 0.01;

/** One detector on one table. */
export interface Result {
  readonly dataset: string;
  readonly auroc: number;
  readonly ap: number;
  readonly seconds: number;
  readonly peer?: { auroc: number; ap: number; seconds: number } | undefined;
}

/** Least CPU seconds; the timed table is fitted several times, so that compilation is not what is measured. */
function measureOwn(name: string, { name: dataset, table, labels }: LabelledTable): Omit<Result, 'peer'> {
  const runs = seedsOf(name).map((seed) => {
    let scores: Float64Array = new Float64Array(0);
    let seconds = cpuSecondsOf(() => (scores = createBatchDetector(name, { seed }).fit(table)));
    for (let round = 1; dataset === TIMED && round < TIMED_ROUNDS && seconds < 2; round++)
      seconds = Math.min(
        seconds,
        cpuSecondsOf(() => createBatchDetector(name, { seed }).fit(table)),
      );
    return { auroc: areaUnderRoc(labels, scores), ap: averagePrecision(labels, scores), seconds };
  });
  return {
    dataset,
    auroc: mean(runs.map((run) => run.auroc)),
    ap: mean(runs.map((run) => run.ap)),
    seconds: Math.min(...runs.map((run) => run.seconds)),
  };
}

async function measurePeer(name: string, { name: dataset, table }: LabelledTable, peers: Peers) {
  const detector = PEERS[name];
  if (detector === undefined || table.nRows > (MAX_ROWS[detector] ?? Infinity)) return undefined;
  return peers.pyod({
    detector,
    file: join(dataFolder, 'tabular', `${dataset}.csv.gz`),
    seeds: seedsOf(name),
    rounds: dataset === TIMED && name !== 'ocsvm' && name !== 'mcd' ? 2 : 1,
  });
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;

const gapOf = ({ auroc, peer }: Result): number => auroc - (peer?.auroc ?? auroc);

function rowOf(name: string, results: readonly Result[]) {
  const paired = results.filter(({ peer }) => peer);
  const timed = results.find(({ dataset }) => dataset === TIMED)!;
  const gain = (key: 'auroc' | 'ap'): number => mean(paired.map((result) => result[key] - result.peer![key]));
  const cells = [name, mean(results.map(({ auroc }) => auroc)).toFixed(3), mean(results.map(({ ap }) => ap)).toFixed(3), timed.seconds.toFixed(3)]; // prettier-ignore
  if (paired.length === 0) return { cells: [...cells, '-', '-', '-', '-', '-', '-'], targets: [] };
  const ratio = timed.peer === undefined ? undefined : timed.seconds / timed.peer.seconds;
  const targets: Target[] = [
    { what: `${name}: AUROC and AP beside PyOD`, asked: `within ${CLOSE} or better`, measured: `${signed(gain('auroc'))}, ${signed(gain('ap'))}`, isReached: gain('auroc') >= -CLOSE && gain('ap') >= -CLOSE }, // prettier-ignore
  ];
  const worst = paired.toSorted((a, b) => gapOf(a) - gapOf(b))[0]!;
  targets.push({ what: `${name}: AUROC beside PyOD's mean on each table`, asked: `within ${CLOSE} or better`, measured: `${signed(gapOf(worst))} (${worst.dataset}) at worst, ${paired.filter((one) => gapOf(one) < -CLOSE).length} of ${paired.length} behind`, isReached: gapOf(worst) >= -CLOSE }); // prettier-ignore
  if (ratio !== undefined)
    targets.push({ what: `${name}: CPU seconds on 10,000 rows beside PyOD`, asked: '≤ 1.0x', measured: `${ratio.toFixed(2)}x`, isReached: ratio <= 1 }); // prettier-ignore
  return {
    cells: [
      ...cells,
      mean(paired.map(({ peer }) => peer!.auroc)).toFixed(3),
      mean(paired.map(({ peer }) => peer!.ap)).toFixed(3),
      timed.peer?.seconds.toFixed(3) ?? '-',
      signed(gain('auroc')),
      signed(gain('ap')),
      ratio?.toFixed(2) ?? '-',
    ],
    targets,
  };
}

/** What the committees are asked for: figures that PyOD's best single default does not have. */
function committeeTargets(all: ReadonlyMap<string, readonly Result[]>): Target[] {
  const of = (name: string, key: 'auroc' | 'ap'): number =>
    mean((all.get(name) ?? []).map((result) => result[key]));
  const targets: Target[] = [];
  if (all.has('auto')) {
    const singles = [...all.keys()].filter((name) => name !== 'auto' && name !== 'ensemble');
    const best = (key: 'auroc' | 'ap'): number => Math.max(...singles.map((name) => of(name, key)));
    const [auroc, ap] = [of('auto', 'auroc'), of('auto', 'ap')];
    targets.push({ what: 'auto: AUROC, AP', asked: `the best single detector's, ${best('auroc').toFixed(3)}, ${best('ap').toFixed(3)}`, measured: `${auroc.toFixed(3)}, ${ap.toFixed(3)}`, isReached: auroc >= best('auroc') && ap >= best('ap') }); // prettier-ignore
  }
  const seconds = (name: string): number =>
    all.get(name)?.find(({ dataset }) => dataset === TIMED)?.seconds ?? NaN;
  if (all.has('ocsvm') && all.has('ocsvm-approximate')) {
    const ratio = seconds('ocsvm-approximate') / seconds('ocsvm');
    targets.push({ what: 'ocsvm-approximate: seconds beside ocsvm', asked: '≤ 0.1x', measured: `${ratio.toFixed(3)}x`, isReached: ratio <= 0.1 }); // prettier-ignore
  }
  return targets;
}

/** Runs the detectors, ours and PyOD's of each table one after the other; `found` takes the results of each as it ends. */
export async function measureTables(
  peers: Peers,
  only: readonly string[] | undefined,
  found: (name: string, results: Result[]) => void,
): Promise<void> {
  const tables = readTables();
  const wanted = only ?? batchDetectors.map(({ name }) => name);
  for (const { name } of batchDetectors.filter((factory) => wanted.includes(factory.name))) {
    const startedAt = performance.now();
    const results: Result[] = [];
    for (const table of tables)
      results.push({ ...measureOwn(name, table), peer: await measurePeer(name, table, peers) });
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(`${rowOf(name, results).cells.join('  ')}  (${seconds.toFixed(0)} s)`);
    found(name, results);
  }
}

/** The page's part about the results of all detectors. */
export function describeTables(byName: Readonly<Record<string, Result[]>>): Section {
  const all = new Map(batchDetectors.flatMap(({ name }) => (byName[name] ? [[name, byName[name]]] : [])));
  const nTables = Math.max(0, ...[...all.values()].map((results) => results.length));
  const rows = [...all].map(([name, results]) => rowOf(name, results));
  const far = [...all].flatMap(([name, results]) =>
    results
      .filter(({ auroc, peer }) => peer && Math.abs(auroc - peer.auroc) > FAR)
      .map(({ dataset, auroc, peer }) => [
        name,
        dataset,
        auroc.toFixed(3),
        peer!.auroc.toFixed(3),
        reasonFor(name),
      ]),
  );
  return {
    targets: [...rows.flatMap(({ targets }) => targets), ...committeeTargets(all)],
    lines: [
      '## Tables',
      '',
      `Mean over ${nTables} tables of ADBench, features standardised, fitted and scored on all rows without labels, default parameters; seeded detectors over the same seeds on both sides: five, CBLOF 15, LODA 10.`,
      'Seconds: CPU seconds of fit with its scores on 10,000 x 6 (mammography), the least of several runs, PyOD in turn in the same bench, one thread each; both warm: imported, compiled and run before.',
      'PyOD figures are over the tables it ran on (COF: those up to 4,000 rows), differences over the same ones.',
      '',
      ...toTable(['detector', 'AUROC', 'AP', 'seconds', 'PyOD AUROC', 'PyOD AP', 'PyOD seconds', 'AUROC - PyOD', 'AP - PyOD', 'seconds / PyOD'], rows.map(({ cells }) => cells)), // prettier-ignore
      '',
      `### Where AUROC differs from PyOD by more than ${FAR}`,
      '',
      ...toTable(['detector', 'table', 'here', 'PyOD', 'likely reason'], far),
      '',
    ],
  };
}
