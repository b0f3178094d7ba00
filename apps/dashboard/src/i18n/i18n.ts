import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setFormatLocale } from '../format.ts';
import type { Catalogue } from './catalogues/catalogue.ts';
import { writeFilledIn } from './filled-in.ts';
import { chooseLanguage, directionOf, type Language } from './languages.ts';
import { withPlurals } from './plurals.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Catalogue };
  }
}

/** Each a chunk of its own: only the one that is read is loaded. */
const CATALOGUES: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./catalogues/en.ts')).en,
  de: async () => (await import('./catalogues/de.ts')).de,
  es: async () => (await import('./catalogues/es.ts')).es,
  fr: async () => (await import('./catalogues/fr.ts')).fr,
  ar: async () => (await import('./catalogues/ar.ts')).ar,
  ja: async () => (await import('./catalogues/ja.ts')).ja,
  'en-XA': async () => (await import('./pseudo.ts')).pseudo,
};

const loadTexts = async (language: Language): Promise<object> =>
  withPlurals(await CATALOGUES[language](), language);

/** Asked for every blank of every text. */
const blanks: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, language) => writeFilledIn(value, language),
};

const KEPT = 'convoscope-language';

/** Loads the texts of the language that the person chose, else that the browser prefers. */
export async function startTexts(): Promise<void> {
  const wanted = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(KEPT)];
  const language = chooseLanguage([...wanted, ...navigator.languages]);
  await i18next
    .use(initReactI18next)
    .use(blanks)
    .init({
      lng: language,
      resources: { [language]: { translation: await loadTexts(language) } },
      fallbackLng: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  showLanguage(language);
}

/** Changes the language of the page, and keeps it for the next time. */
export async function switchLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await loadTexts(language));
  localStorage.setItem(KEPT, language);
  showLanguage(language);
  await i18next.changeLanguage(language);
}

function showLanguage(language: Language): void {
  setFormatLocale(language === 'en-XA' ? 'en' : language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
