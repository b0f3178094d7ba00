import type { DeltaTable, TableFile } from '@convoscope/lake';

/** Another rewrite was faster: the files do not stand any more. */
export const OVERTAKEN = Symbol('overtaken');

const isNotFound = (error: unknown): boolean => (error as { code?: string }).code === 'OBJECTS_NOT_FOUND';

/** Runs what reads files of a table. A file that is gone is a loss only while the table's log still names it; else it was replaced meanwhile. */
export async function unlessOvertaken<T>(
  table: DeltaTable,
  files: readonly Pick<TableFile, 'path'>[],
  read: () => Promise<T>,
): Promise<T | typeof OVERTAKEN> {
  try {
    return await read();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const snapshot = await table.refresh();
    if (files.every(({ path }) => snapshot.files.has(path))) throw error;
    return OVERTAKEN;
  }
}
