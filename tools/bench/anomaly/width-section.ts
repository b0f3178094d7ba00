/** How detectors of distances and components grow with the features, beside PyOD on the same rows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBatchDetector } from '@convoscope/detectors';
import { areaUnderRoc, createRandom, nextNormal } from '@convoscope/statistics';
import { standardize, type LabelledTable } from '../anomaly-data.ts';
import type { Peers } from './peers.ts';
import { cpuSecondsOf, toTable, type Section } from './section.ts';

const NAMES: Readonly<Record<string, string>> = { knn: 'KNN', lof: 'LOF', pca: 'PCA' };
const WIDTHS = [6, 40, 160, 1500];
const N_ROWS = 2_000;
const N_CLUSTERS = 5;
const ANOMALY_EVERY = 50;
const ROUNDS = 3;

/** Rows around a few centres; one in fifty lies around none. */
function clusteredTable(nFeatures: number, seed: number): LabelledTable {
  const random = createRandom(seed);
  const draw = (): number => nextNormal(random);
  const centres = Array.from({ length: N_CLUSTERS }, () =>
    Float64Array.from({ length: nFeatures }, () => 3 * draw()),
  );
  const labels = Uint8Array.from({ length: N_ROWS }, (_, i) => Number(i % ANOMALY_EVERY === 0));
  const data = new Float64Array(N_ROWS * nFeatures);
  for (let i = 0; i < N_ROWS; i++) {
    const centre = centres[i % N_CLUSTERS];
    for (let j = 0; j < nFeatures; j++)
      data[i * nFeatures + j] = labels[i] === 1 ? 3.2 * draw() : (centre?.[j] ?? 0) + draw();
  }
  return { name: `${nFeatures} features`, table: { data, nRows: N_ROWS, nFeatures }, labels };
}

/** As the peers read tables: a header, the features, the label last. */
function writeCsv(file: string, { table: { data, nRows, nFeatures }, labels }: LabelledTable): void {
  const lines = Array.from({ length: nRows }, (_, i) =>
    [...data.subarray(i * nFeatures, (i + 1) * nFeatures), labels[i]].join(','),
  );
  const header = Array.from({ length: nFeatures + 1 }, (_, j) => `c${j}`).join(',');
  writeFileSync(file, `${header}\n${lines.join('\n')}\n`);
}

interface Width {
  name: string;
  nFeatures: number;
  seconds: number;
  auroc: number;
  peer: { seconds: number; auroc: number } | undefined;
}

async function measureWidth(name: string, table: LabelledTable, file: string, peers: Peers): Promise<Width> {
  let scores = new Float64Array(0);
  const seconds = Math.min(
    ...Array.from({ length: ROUNDS }, () =>
      cpuSecondsOf(() => (scores = Float64Array.from(createBatchDetector(name).fit(table.table)))),
    ),
  );
  const peer = await peers.pyod({ detector: NAMES[name] ?? name, file, seeds: [0], rounds: ROUNDS });
  const { nFeatures } = table.table;
  return { name, nFeatures, seconds, auroc: areaUnderRoc(table.labels, scores), peer };
}

export async function measureWidths(peers: Peers): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'convoscope-widths-'));
  const measured: Width[] = [];
  for (const nFeatures of WIDTHS) {
    const table = clusteredTable(nFeatures, nFeatures);
    const file = join(folder, `${nFeatures}.csv`);
    writeCsv(file, table);
    standardize(table.table.data, nFeatures);
    for (const name of Object.keys(NAMES)) measured.push(await measureWidth(name, table, file, peers));
  }
  rmSync(folder, { recursive: true });
  return describeWidths(measured);
}

function describeWidths(measured: readonly Width[]): Section {
  const ratioOf = ({ seconds, peer }: Width): number => (peer ? seconds / peer.seconds : NaN);
  return {
    targets: Object.keys(NAMES).map((name) => {
      const ratios = measured.filter((one) => one.name === name).map(ratioOf);
      return {
        what: `${name}: CPU beside PyOD at ${WIDTHS.join(', ')} features`,
        asked: '≤ 1.0x each',
        measured: ratios.map((ratio) => `${ratio.toFixed(2)}x`).join(', '),
        isReached: ratios.every((ratio) => ratio <= 1),
      };
    }),
    lines: [
      '## Wide tables',
      '',
      `${N_ROWS} generated rows around ${N_CLUSTERS} centres, one in ${ANOMALY_EVERY} around none, standardised: CPU seconds of fit with its scores, the least of ${ROUNDS}, one thread, PyOD in turn in the same bench.`,
      '',
      ...toTable(
        ['detector', 'features', 'seconds', 'PyOD seconds', 'seconds / PyOD', 'AUROC', 'PyOD AUROC'],
        measured.map((one) => [
          ...[one.name, one.nFeatures, one.seconds.toFixed(3), one.peer?.seconds.toFixed(3) ?? '-'],
          ...[ratioOf(one).toFixed(2), one.auroc.toFixed(3), one.peer?.auroc.toFixed(3) ?? '-'],
        ]),
      ),
      '',
    ],
  };
}
