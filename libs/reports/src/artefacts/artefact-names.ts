import { SECTION_IDS, sectionIdsOf, type SectionId } from '../content/section-ids.ts';
import type { ReportContent } from '../content/report-content.ts';

/** One file that a report is had as. */
export interface ArtefactKind {
  /** Name in the address, such as `report.pdf` or `topics.csv`. */
  name: string;
  format: 'json' | 'html' | 'pdf' | 'xlsx' | 'csv' | 'parquet' | 'arrow';
  contentType: string;
  /** The section it holds, or all conversations of the days; null: the whole report. */
  section: string | null;
  /** Holds conversations one by one: as they are when it is made, so that it is not kept. */
  hasConversations: boolean;
}

const TYPES = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
} as const;

const TABLES = [...SECTION_IDS, 'conversations'] as const;

const kinds = new Map<string, ArtefactKind>(
  [
    ...(['json', 'html', 'pdf', 'xlsx'] as const).map((format) => ({ format, section: null })),
    ...TABLES.flatMap((section) =>
      (['csv', 'parquet', 'arrow'] as const).map((format) => ({ format, section })),
    ),
  ].map(({ format, section }) => {
    const name = `${section ?? 'report'}.${format}`;
    const hasConversations = format === 'xlsx' || section === 'conversations';
    return [name, { name, format, section, contentType: TYPES[format], hasConversations }];
  }),
);

/** Names of all files that a report can be had as. */
export const artefactNames: readonly [string, ...string[]] = [...kinds.keys()] as [string, ...string[]];

/** What is behind a name; throws `RangeError` for one that is none. */
export function artefactOf(name: string): ArtefactKind {
  const kind = kinds.get(name);
  if (kind === undefined) throw new RangeError(`there is no artefact ${name}`);
  return kind;
}

/** Names of the files that one report can be had as: of tables only those that it has. */
export function artefactNamesOf(content: Pick<ReportContent, 'template'>): string[] {
  const sections = new Set<string>([...sectionIdsOf(content), 'conversations']);
  return artefactNames.filter((name) => {
    const { section } = artefactOf(name);
    return section === null || sections.has(section);
  });
}

/** Of some files those that a report with these sections cannot be had as. */
export const missingArtefacts = (sections: readonly SectionId[], names: readonly string[]): string[] =>
  names.filter((name) => {
    const { section } = artefactOf(name);
    return section !== null && section !== 'conversations' && !sections.includes(section as SectionId);
  });

/** Where the files of a report are kept once they were made, each revision in a folder of its own; `tenant` is null for the default one. */
export const keptArtefactsPrefix = (tenant: string | null, reportId: string): string =>
  `${tenant === null ? '' : `tenants/${tenant}/`}reports/artefacts/${reportId}/`;
