import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, type Tally } from './run-check.ts';

interface Lines {
  readonly total: number;
  readonly covered: number;
}

/** What jest's `json-summary` reporter writes: one entry a file and one called `total`. */
export type CoverageSummary = Readonly<Record<string, { readonly lines: Lines }>>;

const PERCENT = { libs: 90, apps: 85 } as const;

const share = ({ covered, total }: Lines): number => (total === 0 ? 100 : (100 * covered) / total);

/** Covered and total lines per key that `keyOf` gives to a path from the root; files without a key are left out. */
export function sumLines(
  summary: CoverageSummary,
  root: string,
  keyOf: (path: string) => string | undefined,
): Map<string, Lines> {
  const sums = new Map<string, Lines>();
  for (const [file, { lines }] of Object.entries(summary)) {
    const key = file === 'total' ? undefined : keyOf(relative(root, file));
    if (key === undefined) continue;
    const { total, covered } = sums.get(key) ?? { total: 0, covered: 0 };
    sums.set(key, { total: total + lines.total, covered: covered + lines.covered });
  }
  return sums;
}

const packageOf = (path: string): string | undefined => /^(?:libs|apps)\/[^/]+/.exec(path)?.[0];

/** Line coverage of all libraries together and of all apps together against what is asked of them; prints each package's. */
export function checkCoverage(): Tally {
  const file = join(ROOT, 'coverage', 'coverage-summary.json');
  if (!existsSync(file)) {
    console.log('FAIL line coverage: no report');
    return { nPassed: 0, nFailed: 1, skipped: [], unsteady: [] };
  }
  const summary = JSON.parse(readFileSync(file, 'utf8')) as CoverageSummary;
  const packages = [...sumLines(summary, ROOT, packageOf)].sort();
  for (const [name, lines] of packages) console.log(`     ${share(lines).toFixed(1).padStart(5)} % ${name}`);
  const kinds = sumLines(summary, ROOT, (path) => packageOf(path)?.split('/')[0]);
  const isEnough = Object.entries(PERCENT).map(([kind, least]) => {
    const percent = share(kinds.get(kind) ?? { total: 1, covered: 0 });
    console.log(
      `${percent >= least ? 'ok  ' : 'FAIL'} line coverage of ${kind}: ${percent.toFixed(1)} %, at least ${least} %`,
    );
    return percent >= least;
  });
  return {
    nPassed: isEnough.filter(Boolean).length,
    nFailed: isEnough.filter((is) => !is).length,
    skipped: [],
    unsteady: [],
  };
}
