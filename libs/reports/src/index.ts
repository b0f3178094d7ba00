export type {
  Coverage,
  Cost,
  Driver,
  Estimate,
  Headline,
  LedgerState,
  Measures,
  MetricAnomaly,
  ReportContent,
  ReportUser,
  Slice,
  TemplateFacts,
  UnusualConversation,
  VolumePoint,
} from './content/report-content.ts';
export { wordsOf, type MessageKey, type Words } from './language/words.ts';
export { REPORT_LANGUAGES, type ReportLanguage } from './language/languages.ts';
export { costOf, type ModelVolume } from './templates/cost-of.ts';
export { fitsFilters, isFiltered, toMatch } from './templates/filter-rows.ts';
export { gallery, galleryTemplate, type GalleryTemplate } from './templates/gallery.ts';
export { filtersOf, MOST_PLAN_TEXT, parseTemplate, titleOf } from './templates/parse-template.ts';
export { reportIdFor, type TemplateOrder } from './templates/template-order.ts';
export {
  FILTER_FIELDS,
  filtersSchema,
  languageSchema,
  reportTemplateSchema,
  type ReportFilters,
  type ReportTemplate,
} from './templates/template-schema.ts';
export { nextTime, nextTimes, timesUpTo } from './schedules/occurrences.ts';
export { parseSchedule, reportScheduleSchema, type ReportSchedule } from './schedules/parse-schedule.ts';
export { renderReportHtml } from './html/render-report-html.ts';
export { toSections, type ReportSection } from './content/report-sections.ts';
export { sectionIdsOf, type SectionId } from './content/section-ids.ts';
export {
  artefactNames,
  artefactNamesOf,
  artefactOf,
  keptArtefactsPrefix,
  missingArtefacts,
  type ArtefactKind,
} from './artefacts/artefact-names.ts';
export { reportFiles } from './artefacts/report-files.ts';
export { createArtefactMaker, type ArtefactMaker } from './artefacts/create-artefact-maker.ts';
