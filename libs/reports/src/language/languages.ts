/** Languages that a report can speak, by how each calls itself. */
const REPORT_LANGUAGE_NAMES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
} as const;

export type ReportLanguage = keyof typeof REPORT_LANGUAGE_NAMES;

export const REPORT_LANGUAGES = Object.keys(REPORT_LANGUAGE_NAMES) as [ReportLanguage, ...ReportLanguage[]];
