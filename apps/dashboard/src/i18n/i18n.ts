import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setFormatLocale } from '../format.ts';
import type { en } from './catalogues/en.ts';
import { chooseLanguage, directionOf, type Language } from './languages.ts';

export type Catalogue = typeof en;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Catalogue };
  }
}

/** Each a chunk of its own: only the one that is read is loaded. */
const CATALOGUES: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./catalogues/en.ts')).en,
  'en-XA': async () => (await import('./pseudo.ts')).pseudo,
};

const KEPT = 'convoscope-language';

/** Loads the texts of the language that the person chose, else that the browser prefers. */
export async function startTexts(): Promise<void> {
  const wanted = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(KEPT)];
  const language = chooseLanguage([...wanted, ...navigator.languages]);
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await CATALOGUES[language]() } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  showLanguage(language);
}

/** Changes the language of the page, and keeps it for the next time. */
export async function switchLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await CATALOGUES[language]());
  localStorage.setItem(KEPT, language);
  showLanguage(language);
  await i18next.changeLanguage(language);
}

function showLanguage(language: Language): void {
  setFormatLocale(language === 'en-XA' ? 'en' : language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
