import type { Writable } from 'node:stream';
import { stageOf, standingVersions, type VersionComparison } from '@convoscope/registry';
import type { DetectorDocument, DetectorVersion } from '@convoscope/store';
import { printTable } from '../print.ts';

const toMinute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
const figure = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(4))) : '-';
const MOST_SHOWN = 10;

/** A line a version of each detector. */
export function printDetectors(out: Writable, detectors: readonly DetectorDocument[]): void {
  const rows = detectors.flatMap((detector) =>
    standingVersions(detector).map((one) => [
      ...[detector.name, one.version, stageOf(detector, one), one.detector, one.nRows],
      ...[toMinute(one.trainedAt), one.trainedBy],
    ]),
  );
  if (rows.length === 0)
    return void out.write('no detectors: train one with `convoscope detectors train NAME FILE`\n');
  printTable(out, ['name', 'version', 'stage', 'detector', 'rows', 'trained', 'by'], rows);
}

/** What is known of a version, in words. */
export function printVersion(out: Writable, detector: DetectorDocument, one: DetectorVersion): void {
  out.write(
    `${detector.name}@${one.version} (${stageOf(detector, one)}): ${one.detector} ${JSON.stringify(one.params)}\n` +
      `trained ${toMinute(one.trainedAt)} UTC by ${one.trainedBy} from ${one.data.fileName} (${one.nRows} rows, ${one.data.sha256.slice(0, 12)}) in ${figure(one.seconds)} s\n` +
      `a score above ${figure(one.threshold)} is an anomaly\n`,
  );
  const held = one.heldBack;
  if (held !== null)
    out.write(
      `on ${held['nRows']} rows held back: ${figure((held['alarmShare'] ?? 0) * 100)} % above the threshold (expected ${figure((held['expectedShare'] ?? 0) * 100)} %), rank correlation with the final model ${figure(held['stability'])}${held['auroc'] === undefined ? '' : `, AUROC ${figure(held['auroc'])}, average precision ${figure(held['averagePrecision'])}`}\n`,
    );
  const why: unknown = one.tuning?.['why'];
  if (typeof why === 'string') out.write(`${why}\n`);
  const used = one.columns.filter(({ role }) => role !== 'omit').slice(0, MOST_SHOWN);
  printTable(
    out,
    ['column', 'role', 'importance'],
    used.map(({ name, role, importance }) => [name, role, `${figure(importance * 100)} %`]),
  );
  const omitted = one.columns.filter(({ role }) => role === 'omit').slice(0, MOST_SHOWN);
  for (const { name, reason } of omitted) out.write(`${name} is not looked at: ${reason}\n`);
}

/** Two versions side by side. */
export function printComparison(
  out: Writable,
  name: string,
  { a, b, differences, columns, isSameData }: VersionComparison,
): void {
  out.write(
    `${name}@${a} and ${name}@${b}, trained from ${isSameData ? 'the same data' : 'different data: their figures on held-back rows are of different rows'}\n`,
  );
  printTable(
    out,
    ['', `@${a}`, `@${b}`],
    differences.map((one) => [one.what, one.a, one.b]),
  );
  for (const { column, a: left, b: right } of columns.slice(0, MOST_SHOWN))
    out.write(`importance of ${column}: ${figure(left)} and ${figure(right)}\n`);
}
