import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running installation tells the command line about itself. */
export interface RuntimeInfo {
  pid: number;
  gatewayUrl: string;
  mongodbUri: string;
  /** Where it can be asked to do something; absent in those of older versions. */
  control?: { url: string; token: string };
}

const fileOf = (dataDir: string): string => join(dataDir, 'runtime.json');

export const writeRuntimeFile = (dataDir: string, info: RuntimeInfo): void =>
  writeFileSync(fileOf(dataDir), `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });

export const removeRuntimeFile = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });

/** The installation that runs on this data folder, or null when none does. */
export function readRuntimeFile(dataDir: string): RuntimeInfo | null {
  try {
    const info = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as RuntimeInfo;
    process.kill(info.pid, 0);
    return info;
  } catch {
    // No file, or what wrote it has ended.
    return null;
  }
}
