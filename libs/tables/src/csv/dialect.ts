import type { Trouble } from '../entry.ts';
import { createCsvScanner, type CsvDialect, type CsvScanner } from './csv-scanner.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const QUOTINGS = ['double', 'backslash', 'none'] as const;
/** Records tried for each dialect. */
const TRIAL = 200;

interface Trial {
  dialect: CsvDialect;
  nGood: number;
  nBad: number;
  width: number;
}

export interface FoundDialect {
  dialect: CsvDialect;
  /** Bytes of a `sep=` line, which is no record. */
  skip: number;
  note: Trouble | null;
}

/**
 * The dialect in which the first records have as many cells as the header, with the fewest that cannot be read. A `sep=` line (Excel) or the
 * setting decides the delimiter; where two do equally well, the one is taken that the header has more of, and that is said.
 */
export function findDialect(head: Buffer, isWhole: boolean, set: string | null): FoundDialect {
  const newline = head.includes(0x0a) || !head.includes(0x0d) ? '\n' : '\r';
  const sep = /^sep=(.)(?:\r?\n|\r|$)/i.exec(head.toString('latin1', 0, 16));
  const skip = sep === null ? 0 : sep[0].length;
  const given = set ?? sep?.[1] ?? null;
  const sample = head.subarray(skip);
  const trials = (given === null ? DELIMITERS : [given]).flatMap((delimiter) =>
    QUOTINGS.map((quoting) => tryDialect(sample, isWhole, { delimiter, quoting, newline })),
  );
  // Stable: commas before semicolons, quotes before none.
  const ranked = [...trials].sort((a, b) => scoreOf(b) - scoreOf(a) || b.width - a.width);
  const best = ranked[0] as Trial;
  const rival = ranked.find((trial) => trial.dialect.delimiter !== best.dialect.delimiter && trial.width > 1);
  const isInDoubt = rival !== undefined && scoreOf(rival) === scoreOf(best) && best.width > 1;
  return { dialect: best.dialect, skip, note: isInDoubt ? inDoubt(best, rival) : null };
}

/** A width of one cell says nothing of a delimiter: it is taken only where no other divides anything. */
const scoreOf = ({ nGood, nBad, width }: Trial): number => (width > 1 ? (nGood + 1) / (nGood + nBad + 1) : 0);

function tryDialect(sample: Buffer, isWhole: boolean, dialect: CsvDialect): Trial {
  const scanner = createCsvScanner(dialect);
  const trial: Trial = { dialect, nGood: 0, nBad: 0, width: 0 };
  let from = 0;
  let isQuoting = false;
  while (from < sample.length && trial.nGood + trial.nBad < TRIAL) {
    const next = scanner.scan(sample, from, isWhole);
    if (next < 0) break;
    from = next;
    if (scanner.isBlank) continue;
    isQuoting ||= dialect.quoting === 'none' && hasQuotedCell(scanner, sample);
    if (trial.width === 0) trial.width = scanner.error === null ? scanner.nCells : 1;
    else if (scanner.error === null && scanner.nCells === trial.width) trial.nGood += 1;
    else trial.nBad += 1;
  }
  // A file that quotes as much as one cell quotes: what does not fit that is broken, not another dialect.
  return isQuoting ? { ...trial, nGood: 0, width: 0 } : trial;
}

function hasQuotedCell(scanner: CsvScanner, bytes: Buffer): boolean {
  for (let cell = 0; cell < scanner.nCells; cell++) {
    if (scanner.text(bytes, cell).startsWith('"')) return true;
  }
  return false;
}

const NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const nameOf = (delimiter: string): string => NAMES[delimiter] ?? `"${delimiter}"`;

const inDoubt = (best: Trial, rival: Trial): Trouble => ({
  reason: 'delimiter-in-doubt',
  message: `read with ${nameOf(best.dialect.delimiter)} between cells, but ${nameOf(rival.dialect.delimiter)} would do as well: set the delimiter of the source`,
  line: 1,
  column: null,
  sample: null,
});
