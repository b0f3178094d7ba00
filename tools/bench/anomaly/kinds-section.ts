/**
 * Detectors on generated tables that nothing was chosen on, one kind of anomaly each: local, global, dependency and clustered, made as
 * ADBench makes them (Han et al., NeurIPS 2022, section 3.2) from a random mixture of correlated clusters.
 */
import { createBatchDetector, matrixFromRows, type Matrix } from '@convoscope/detectors';
import { areaUnderRoc, averagePrecision, createRandom, nextInteger, nextNormal, nextUniform, type Random } from '@convoscope/statistics'; // prettier-ignore
import { mean, toTable, type Section } from './section.ts';

const NAMES = ['auto', 'ensemble', 'iforest', 'knn', 'lof', 'ecod', 'hbos', 'pca', 'gmm', 'mcd'];
const KINDS = ['local', 'global', 'dependency', 'clustered'] as const;
type Kind = (typeof KINDS)[number];
const SHAPES = [[1000, 6], [3000, 15]] as const; // prettier-ignore
const N_SEEDS = 3;
const N_CLUSTERS = 3;
const ANOMALY_SHARE = 0.05;
/** ADBench's factors: how much wider local anomalies scatter, how much further out clustered ones lie, how far the box of global ones reaches. */
const [WIDER, FURTHER, BEYOND] = [5, 5, 1.1];

type Rows = number[][];

/** Draws rows of a mixture; `spread` widens its clusters, `shift` moves their centres out. */
function createMixture(random: Random, nFeatures: number) {
  const square = (scale: number): Rows =>
    Array.from({ length: nFeatures }, () =>
      Array.from({ length: nFeatures }, () => scale * nextNormal(random)),
    );
  const clusters = Array.from({ length: N_CLUSTERS }, () => ({
    centre: Array.from({ length: nFeatures }, () => 4 * nextNormal(random)),
    directions: square(1 / Math.sqrt(nFeatures)),
  }));
  return (count: number, { spread = 1, shift = 1 } = {}): Rows =>
    Array.from({ length: count }, () => {
      const { centre, directions } = clusters[nextInteger(random, N_CLUSTERS)]!;
      const noise = centre.map(() => spread * nextNormal(random));
      return centre.map(
        (at, j) => shift * at + directions[j]!.reduce((sum, part, u) => sum + part * noise[u]!, 0),
      );
    });
}

function drawAnomalies(
  kind: Kind,
  count: number,
  usual: Rows,
  draw: ReturnType<typeof createMixture>,
  random: Random,
): Rows {
  const columns = usual[0]!.map((_, j) => usual.map((row) => row[j]!));
  if (kind === 'local') return draw(count, { spread: Math.sqrt(WIDER) });
  if (kind === 'clustered') return draw(count, { shift: FURTHER });
  return Array.from({ length: count }, () =>
    columns.map((values) => {
      if (kind === 'dependency') return values[nextInteger(random, values.length)]!;
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return BEYOND * (low + nextUniform(random) * (high - low));
    }),
  );
}

function standardized(rows: Rows): Matrix {
  const scales = rows[0]!.map((_, j) => {
    const values = rows.map((row) => row[j]!);
    const centre = mean(values);
    return { centre, deviation: Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) || 1 };
  });
  return matrixFromRows(
    rows.map((row) => row.map((value, j) => (value - scales[j]!.centre) / scales[j]!.deviation)),
  );
}

function createTable(kind: Kind, [nRows, nFeatures]: readonly [number, number], seed: number) {
  const random = createRandom(1000 + seed);
  const draw = createMixture(random, nFeatures);
  const nAnomalies = Math.round(ANOMALY_SHARE * nRows);
  const usual = draw(nRows - nAnomalies);
  const rows = [...usual, ...drawAnomalies(kind, nAnomalies, usual, draw, random)];
  return { table: standardized(rows), labels: Uint8Array.from(rows, (_, i) => (i < usual.length ? 0 : 1)) };
}

export function measureKinds(): Section {
  const tables = KINDS.flatMap((kind) =>
    SHAPES.flatMap((shape) =>
      Array.from({ length: N_SEEDS }, (_, seed) => ({ kind, ...createTable(kind, shape, seed) })),
    ),
  );
  const rows = NAMES.map((name) => {
    const found = tables.map(({ kind, table, labels }) => {
      const scores = createBatchDetector(name).fit(table);
      return { kind, auroc: areaUnderRoc(labels, scores), ap: averagePrecision(labels, scores) };
    });
    const ofKind = (kind: Kind): string =>
      mean(found.filter((one) => one.kind === kind).map(({ auroc }) => auroc)).toFixed(3);
    const cells = [name, ...KINDS.map(ofKind), mean(found.map(({ auroc }) => auroc)).toFixed(3), mean(found.map(({ ap }) => ap)).toFixed(3)]; // prettier-ignore
    console.log(cells.join('  '));
    return cells;
  });
  return {
    targets: [],
    lines: [
      '## Kinds of anomalies',
      '',
      `AUROC on ${tables.length} generated tables (${SHAPES.map(([n, p]) => `${n} x ${p}`).join(' and ')}, ${N_SEEDS} seeds, ${100 * ANOMALY_SHARE} % anomalies) that nothing was chosen on: mixtures of correlated clusters with one kind of anomaly each, made as ADBench makes them.`,
      '',
      ...toTable(['detector', ...KINDS, 'mean AUROC', 'mean AP'], rows),
      '',
    ],
  };
}
