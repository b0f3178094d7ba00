import type { HttpClient } from '@convoscope/resilience';
import { z } from 'zod';
import { pairKey, rememberPairs } from './language-pairs.ts';
import type { Translator } from './translator.port.ts';

export interface LibreTranslateOptions {
  http: HttpClient;
  apiKey: string | null;
  now: () => number;
}

const languagesSchema = z.array(z.object({ code: z.string(), targets: z.array(z.string()) }));
const answerSchema = z.object({ translatedText: z.array(z.string()) });

/** LibreTranslate and servers that speak its API: `GET /languages`, `POST /translate` with a list of texts. */
export function createLibreTranslateTranslator({ http, apiKey, now }: LibreTranslateOptions): Translator {
  const fetchPairs = async (): Promise<Set<string>> => {
    const languages = await http.get('languages', { schema: languagesSchema });
    return new Set(languages.flatMap(({ code, targets }) => targets.map((target) => pairKey(code, target))));
  };
  return {
    name: 'libretranslate',
    supports: rememberPairs(fetchPairs, now),
    async translate(texts, source, target, signal) {
      const body = { q: texts, source, target, format: 'text', ...(apiKey !== null && { api_key: apiKey }) };
      const answer = await http.post('translate', body, { schema: answerSchema, ...(signal && { signal }) });
      return answer.translatedText;
    },
  };
}
