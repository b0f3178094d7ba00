import { installDeltalake, installSpark } from '../../../../tools/servers/delta-readers.ts';
import { runCommand } from '../../../../tools/servers/run-command.ts';
import { join } from 'node:path';

const scriptNamed = (name: string): string => join(import.meta.dirname, name);

const ANSWER = 'ANSWER ';

/** Programs also print what they are at, before and after. */
const parseAnswer = (output: string): unknown =>
  JSON.parse(
    output
      .split('\n')
      .find((line) => line.startsWith(ANSWER))
      ?.slice(ANSWER.length) ?? 'null',
  );

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
  return parseAnswer(output) as DeltalakeAnswer;
}

/** What Spark finds in a table: rows as arrays. */
export async function askSpark(order: { table: string; sql: string }): Promise<unknown[][]> {
  const { python, jars } = await installSpark();
  const script = scriptNamed('read_with_spark.py');
  const output = await runCommand(python, [script, JSON.stringify({ ...order, jars })]);
  return parseAnswer(output) as unknown[][];
}
