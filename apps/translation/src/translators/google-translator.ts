import { TransientError } from '@convoscope/contracts';
import type { HttpClient } from '@convoscope/resilience';
import { z } from 'zod';
import type { Translator } from './translator.port.ts';

export interface GoogleOptions {
  http: HttpClient;
  apiKey: string | null;
  now: () => number;
}

const languagesSchema = z.object({
  data: z.object({ languages: z.array(z.object({ language: z.string() })) }),
});
const answerSchema = z.object({
  data: z.object({ translations: z.array(z.object({ translatedText: z.string() })) }),
});
const MAX_AGE_MS = 3_600_000;

/** Google's Cloud Translation, version 2 ("Basic"), and servers that speak its API. The key travels in a header, never in an address. */
export function createGoogleTranslator({ http, apiKey, now }: GoogleOptions): Translator {
  const headers = apiKey === null ? {} : { 'x-goog-api-key': { reveal: () => apiKey } };
  let known: { languages: ReadonlySet<string>; at: number } | undefined;
  return {
    name: 'google',
    async supports(from, to) {
      if (known === undefined || now() - known.at > MAX_AGE_MS) {
        const { data } = await http.get('languages', { schema: languagesSchema, headers });
        known = {
          languages: new Set(data.languages.map(({ language }) => language.toLowerCase())),
          at: now(),
        };
      }
      return known.languages.has(from) && known.languages.has(to);
    },
    async translate(texts, source, target, signal) {
      const body = { q: texts, source, target, format: 'text' };
      const { data } = await http.post('', body, {
        schema: answerSchema,
        headers,
        ...(signal && { signal }),
      });
      if (data.translations.length !== texts.length)
        throw new TransientError(`Google answered ${data.translations.length} texts for ${texts.length}`, {
          code: 'TRANSLATION_WRONG_COUNT',
        });
      return data.translations.map(({ translatedText }) => translatedText);
    },
  };
}
