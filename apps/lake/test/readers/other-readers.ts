import { installDeltalake, installSpark } from '../../../../tools/servers/delta-readers.ts';
import { runCommand } from '../../../../tools/servers/run-command.ts';
import { join } from 'node:path';

const scriptNamed = (name: string): string => join(import.meta.dirname, name);

const lastLine = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

export interface DeltalakeOrder {
  table: string;
  sql: string;
  version?: number;
  apps?: string[];
  storageOptions?: Record<string, string>;
  /** Writes the rows as a table of its own, with a checkpoint. */
  copyTo?: string;
  /** Lets it write a checkpoint of the table. */
  checkpoint?: boolean;
}

export interface DeltalakeAnswer {
  version: number;
  columns: Record<string, unknown[]>;
  nFiles: number;
  transactions: Record<string, number | null>;
}

/** What delta-rs finds in a table. */
export async function askDeltalake(order: DeltalakeOrder): Promise<DeltalakeAnswer> {
  const python = await installDeltalake();
  const output = await runCommand(python, [scriptNamed('read_with_deltalake.py'), JSON.stringify(order)]);
  return JSON.parse(lastLine(output)) as DeltalakeAnswer;
}

/** What Spark finds in a table: rows as arrays. */
export async function askSpark(order: { table: string; sql: string }): Promise<unknown[][]> {
  const { python, jars } = await installSpark();
  const script = scriptNamed('read_with_spark.py');
  const output = await runCommand(python, [script, JSON.stringify({ ...order, jars })]);
  return JSON.parse(lastLine(output)) as unknown[][];
}
