import type { DetectorVersion } from '@convoscope/store';

/** Two versions side by side. */
export interface VersionComparison {
  a: number;
  b: number;
  /** Settings and figures in which they differ, each as text. */
  differences: { what: string; a: string; b: string }[];
  /** Columns that only one of them looks at, and those whose importance moved by a tenth or more. */
  columns: { column: string; a: number | null; b: number | null }[];
  /** Whether they were trained from the same bytes: only then figures on held-back rows can be compared without reserve. */
  isSameData: boolean;
}

const NOTABLE = 0.1;

const text = (value: unknown): string =>
  value === null || value === undefined
    ? '-'
    : typeof value === 'number'
      ? String(Number(value.toPrecision(6)))
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);

const factsOf = (version: DetectorVersion): Record<string, string> => ({
  detector: version.detector,
  parameters: text(version.params),
  rows: text(version.nRows),
  data: version.data.sha256.slice(0, 12),
  scale: version.training.scale,
  missing: version.training.missing,
  threshold: text(version.threshold),
  'trained at': version.trainedAt,
  'trained by': version.trainedBy,
  ...Object.fromEntries(
    Object.entries(version.heldBack ?? {}).map(([name, value]) => [`held back: ${name}`, text(value)]),
  ),
});

function compareColumns(a: DetectorVersion, b: DetectorVersion): VersionComparison['columns'] {
  const usedBy = ({ columns }: DetectorVersion): Map<string, number> =>
    new Map(columns.filter(({ role }) => role !== 'omit').map(({ name, importance }) => [name, importance]));
  const [own, others] = [usedBy(a), usedBy(b)];
  return [...new Set([...own.keys(), ...others.keys()])]
    .map((column) => ({ column, a: own.get(column) ?? null, b: others.get(column) ?? null }))
    .filter(({ a: one, b: other }) => one === null || other === null || Math.abs(one - other) >= NOTABLE);
}

export function compareVersions(a: DetectorVersion, b: DetectorVersion): VersionComparison {
  const [one, other] = [factsOf(a), factsOf(b)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return {
    ...{ a: a.version, b: b.version, isSameData: a.data.sha256 === b.data.sha256 },
    differences: names
      .map((what) => ({ what, a: one[what] ?? '-', b: other[what] ?? '-' }))
      .filter(({ a: left, b: right }) => left !== right),
    columns: compareColumns(a, b),
  };
}
