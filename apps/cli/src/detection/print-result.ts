import type { Writable } from 'node:stream';
import { printJson } from '../print.ts';

/** Most memory the process has held, MiB. */
export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 102.4) / 10;

/** Runs the work and says how many seconds it took. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, seconds: Math.round((performance.now() - startedAt) * 1000) / 1e6 };
}

const toText = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : typeof value === 'string' ? value : JSON.stringify(value); // prettier-ignore

/** As JSON, or one line a fact: lists one line an entry. */
export function printResult(out: Writable, result: object, asJson: boolean | undefined): void {
  if (asJson) return printJson(out, result);
  for (const [name, value] of Object.entries(result)) {
    if (value === undefined) continue;
    if (!Array.isArray(value)) out.write(`${name.padEnd(18)} ${toText(value)}\n`);
    else if (value.length > 0)
      out.write(`${name}:\n${value.map((entry) => `  ${toText(entry)}\n`).join('')}`);
  }
}
