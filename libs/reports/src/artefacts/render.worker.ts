import { CONVERSATION_COLUMNS, toWorkbook, type Sheet } from '@convoscope/exports';
import type { AnalyticsDocument } from '@convoscope/store';
import { exportColumns, toSections } from '../content/report-sections.ts';
import type { ReportContent } from '../content/report-content.ts';
import { renderReportPdf } from '../pdf/render-report-pdf.ts';

export const pdf = (content: ReportContent): Promise<Buffer> => renderReportPdf(content);

/** A sheet a section, and one with a row a conversation. */
export function workbook({
  content,
  conversations,
}: {
  content: ReportContent;
  conversations: readonly AnalyticsDocument[];
}): Promise<Buffer> {
  const sheets: Sheet<never>[] = toSections(content).map((section) => ({
    ...{ name: section.title, rows: section.rows as never[], columns: exportColumns(section) },
    titles: section.columns.map(({ title }) => title),
  }));
  const rows = conversations as never[];
  return toWorkbook([...sheets, { name: 'Conversations', columns: CONVERSATION_COLUMNS, rows }] as Sheet[]);
}
