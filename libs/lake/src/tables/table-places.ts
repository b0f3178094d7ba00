import type { TableFile } from '../delta/snapshot.ts';
import type { StoredFile } from '../files/local-files.ts';
import type { Dataset } from './dataset.ts';

/** Files as they come in, of any days. */
export const LANDING_FOLDER = 'landing/';

export const tableRoot = ({ name }: Pick<Dataset, 'name'>): string => `lake/${name}/`;

/** The key and the checksum of a table's file. */
export const toStoredFile = (
  root: string,
  { path, tags, size }: Pick<TableFile, 'path' | 'tags' | 'size'>,
): StoredFile & { sizeBytes: number } => ({
  ...{ key: `${root}${decodeURIComponent(path)}`, sizeBytes: size },
  sha256: tags?.['sha256'],
});
