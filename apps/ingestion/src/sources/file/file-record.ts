/** One record of a file: its columns, or why it could not be read. `sizeBytes` counts the bytes on disk read since the record before. */
export type FileRecord = { columns: Record<string, unknown> } | { unreadable: string };

/** Parses one object of a JSON file; what is no object is unreadable, not an error. */
export function parseRecord(json: string): FileRecord {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { columns: value as Record<string, unknown> };
    }
    return { unreadable: 'the record is no object' };
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
}
