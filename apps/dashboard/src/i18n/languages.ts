/** By how each calls itself. `en-XA`: English in disguise, which shows what is written past the catalogues and what does not fit. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
  ja: '日本語',
  'en-XA': 'Ëñģļîšĥ',
} as const;

export type Language = keyof typeof LANGUAGES;

const isLanguage = (text: string): text is Language => text in LANGUAGES;

/** The first wish that can be granted, also by the language alone (`de-AT` gets `de`); English where there is none. */
export function chooseLanguage(wishes: readonly (string | null)[]): Language {
  for (const wish of wishes) {
    if (wish === null) continue;
    if (isLanguage(wish)) return wish;
    const [base = ''] = wish.split('-');
    if (isLanguage(base)) return base;
  }
  return 'en';
}

export const directionOf = (language: string): 'ltr' | 'rtl' => (language.startsWith('ar') ? 'rtl' : 'ltr');
