const pad = (version: number): string => String(version).padStart(20, '0');

/** Where a table's log lies; `root` is the table's prefix, with its slash at the end. */
export const logPrefix = (root: string): string => `${root}_delta_log/`;
export const commitKey = (root: string, version: number): string => `${logPrefix(root)}${pad(version)}.json`;
export const lastCheckpointKey = (root: string): string => `${logPrefix(root)}_last_checkpoint`;

/** The files of a checkpoint: one, or `parts` of them. */
export function checkpointKeys(root: string, version: number, parts?: number | null): string[] {
  if (parts === undefined || parts === null) return [`${logPrefix(root)}${pad(version)}.checkpoint.parquet`];
  const part = (n: number): string => String(n).padStart(10, '0');
  return Array.from(
    { length: parts },
    (_, i) => `${logPrefix(root)}${pad(version)}.checkpoint.${part(i + 1)}.${part(parts)}.parquet`,
  );
}

/** What a name in the log folder stands for; null for what is neither. */
export type LogFile =
  { kind: 'commit'; version: number } | { kind: 'checkpoint'; version: number; parts: number | null };

export function parseLogKey(key: string): LogFile | null {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const commit = /^(\d{20})\.json$/.exec(name);
  if (commit !== null) return { kind: 'commit', version: Number(commit[1]) };
  const checkpoint = /^(\d{20})\.checkpoint(?:\.\d{10}\.(\d{10}))?\.parquet$/.exec(name);
  if (checkpoint === null) return null;
  const parts = checkpoint[2] === undefined ? null : Number(checkpoint[2]);
  return { kind: 'checkpoint', version: Number(checkpoint[1]), parts };
}
