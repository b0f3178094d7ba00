import { TransientError } from '@convoscope/contracts';
import type { HttpClient } from '@convoscope/resilience';
import { z } from 'zod';
import { rememberPairs, pairKey } from './language-pairs.ts';
import type { Translator } from './translator.port.ts';

export interface DeepLOptions {
  http: HttpClient;
  apiKey: string | null;
  now: () => number;
}

const languagesSchema = z.array(z.object({ language: z.string() }));
const answerSchema = z.object({ translations: z.array(z.object({ text: z.string() })) });

/** DeepL writes codes in capitals, and those of some targets with a country: English and Portuguese are asked for without one. */
const toCode = (code: string): string => code.split('-')[0]?.toLowerCase() ?? code;

/** DeepL and servers that speak its API, version 2: `GET languages`, `POST translate` with a list of texts. */
export function createDeepLTranslator({ http, apiKey, now }: DeepLOptions): Translator {
  const headers = apiKey === null ? {} : { authorization: { reveal: () => `DeepL-Auth-Key ${apiKey}` } };
  const fetchLanguages = async (type: 'source' | 'target'): Promise<string[]> => {
    const languages = await http.get('languages', { schema: languagesSchema, headers, query: { type } });
    return [...new Set(languages.map(({ language }) => toCode(language)))];
  };
  const fetchPairs = async (): Promise<Set<string>> => {
    const [sources, targets] = await Promise.all([fetchLanguages('source'), fetchLanguages('target')]);
    return new Set(sources.flatMap((from) => targets.map((to) => pairKey(from, to))));
  };
  return {
    name: 'deepl',
    supports: rememberPairs(fetchPairs, now),
    async translate(texts, from, to, signal) {
      const body = { text: texts, source_lang: from.toUpperCase(), target_lang: to.toUpperCase() };
      const options = { schema: answerSchema, headers, ...(signal && { signal }) };
      const { translations } = await http.post('translate', body, options);
      if (translations.length !== texts.length)
        throw new TransientError(`DeepL answered ${translations.length} texts for ${texts.length}`, {
          code: 'TRANSLATION_WRONG_COUNT',
        });
      return translations.map(({ text }) => text);
    },
  };
}
