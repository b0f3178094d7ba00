export type {
  Coverage,
  Driver,
  Estimate,
  Headline,
  LedgerState,
  Measures,
  MetricAnomaly,
  ReportContent,
  ReportUser,
  Slice,
  UnusualConversation,
  VolumePoint,
} from './content/report-content.ts';
export { toCount, toLanguageName, toPercent, toSigned, toWords } from './content/wording.ts';
export { renderReportHtml } from './html/render-report-html.ts';
export { toSections, type ReportSection } from './content/report-sections.ts';
export {
  artefactNames,
  artefactOf,
  keptArtefactsPrefix,
  type ArtefactKind,
} from './artefacts/artefact-names.ts';
export { reportFiles } from './artefacts/report-files.ts';
export { createArtefactMaker, type ArtefactMaker } from './artefacts/create-artefact-maker.ts';
