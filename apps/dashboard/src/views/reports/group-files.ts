import type { Schemas } from '@convoscope/client';

type ReportFile = Schemas['ReportArtefact'];

export interface FileGroup {
  /** What the files are a table of; null: the whole report. */
  section: string | null;
  files: ReportFile[];
}

/** Files of the same content in different formats, together; the whole report first, the rest in the order given. */
export function groupFiles(files: readonly ReportFile[]): FileGroup[] {
  const groups = new Map<string | null, ReportFile[]>([[null, []]]);
  for (const file of files) groups.set(file.section, [...(groups.get(file.section) ?? []), file]);
  return [...groups].flatMap(([section, found]) => (found.length === 0 ? [] : [{ section, files: found }]));
}

/** How people call what the end of a name says. */
const FORMATS: Readonly<Record<string, string>> = { xlsx: 'Excel', parquet: 'Parquet', arrow: 'Arrow' };

export function nameFormat(name: string): string {
  const end = name.slice(name.lastIndexOf('.') + 1);
  return FORMATS[end] ?? end.toUpperCase();
}
