import type { Writable } from 'node:stream';
import type { ClassificationReport } from '@convoscope/text';
import { printTable } from '../print.ts';

const percent = (share: number): string => (100 * share).toFixed(1);

/** A classifier's figures, for people. */
export function printReport(out: Writable, report: ClassificationReport): void {
  printTable(
    out,
    ['label', 'rows', 'precision %', 'recall %', 'F1 %'],
    Object.entries(report.perLabel).map(([label, { n, precision, recall, f1 }]) => [
      ...[label, n, percent(precision), percent(recall), percent(f1)],
    ]),
  );
  const { n, accuracy, macroF1, macroRecall, ece, oosAuroc } = report;
  out.write(
    `accuracy ${percent(accuracy)} %, macro-F1 ${percent(macroF1)} %, macro-recall ${percent(macroRecall)} % over ${n} rows; calibration error ${ece.toFixed(3)}\n`,
  );
  if (oosAuroc !== undefined) out.write(`out of scope: AUROC ${oosAuroc.toFixed(3)}\n`);
}
