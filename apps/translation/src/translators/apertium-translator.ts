import type { HttpClient } from '@convoscope/resilience';
import { z } from 'zod';
import { toThreeLetterCode, toTwoLetterCode } from './iso-639.ts';
import { pairKey, rememberPairs } from './language-pairs.ts';
import type { Translator } from './translator.port.ts';

export interface ApertiumOptions {
  http: HttpClient;
  now: () => number;
}

const pairsSchema = z.object({
  responseData: z.array(z.object({ sourceLanguage: z.string(), targetLanguage: z.string() })),
});
const answerSchema = z.object({ responseData: z.object({ translatedText: z.string() }) });

/**
 * Apertium's HTTP server (APy): rule-based, one text a call, no key. Its codes are three letters long; unknown words
 * are asked to come without their `*` mark.
 */
export function createApertiumTranslator({ http, now }: ApertiumOptions): Translator {
  const fetchPairs = async (): Promise<Set<string>> => {
    const { responseData } = await http.get('listPairs', { schema: pairsSchema });
    return new Set(
      responseData.map(({ sourceLanguage, targetLanguage }) =>
        pairKey(toTwoLetterCode(sourceLanguage), toTwoLetterCode(targetLanguage)),
      ),
    );
  };
  const translateOne = async (text: string, langpair: string, signal?: AbortSignal): Promise<string> => {
    const form = new URLSearchParams({ q: text, langpair, markUnknown: 'no' });
    const answer = await http.post('translate', form, { schema: answerSchema, ...(signal && { signal }) });
    return answer.responseData.translatedText;
  };
  return {
    name: 'apertium',
    supports: rememberPairs(fetchPairs, now),
    translate: (texts, from, to, signal) => {
      const langpair = `${toThreeLetterCode(from)}|${toThreeLetterCode(to)}`;
      return Promise.all(
        texts.map((text) => (text.trim() === '' ? text : translateOne(text, langpair, signal))),
      );
    },
  };
}
