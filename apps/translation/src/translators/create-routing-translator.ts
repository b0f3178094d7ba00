import { PermanentError, TransientError } from '@convoscope/contracts';
import { assessTranslation } from './assess-translation.ts';
import type { Translator } from './translator.port.ts';

export interface RoutingEvents {
  /** A translator failed or did badly, and the next one is asked, or none is left. */
  onPassedOver: (translator: string, reason: string) => void;
}

interface Best {
  readonly text: string;
  readonly score: number;
}

/** Below this a translation is asked of the next translator, too. */
const GOOD_ENOUGH = 0.5;

const isOutside = (error: unknown): error is TransientError | PermanentError =>
  error instanceof TransientError || error instanceof PermanentError;

/**
 * Several translators as one, in the order of preference: each pair goes to the first that has it; where one fails (its breaker may be open) or a text comes
 * back bad, the next is asked for what is missing, and the best answer for each text is kept. Throws the last failure where nobody answered for some text.
 */
export function createRoutingTranslator(
  translators: readonly Translator[],
  events: RoutingEvents,
): Translator {
  const supports = async (from: string, to: string): Promise<Translator[]> => {
    const able: Translator[] = [];
    let failure: unknown;
    for (const each of translators) {
      try {
        if (await each.supports(from, to)) able.push(each);
      } catch (error) {
        if (!isOutside(error)) throw error;
        failure = error;
        events.onPassedOver(each.name, error.code);
      }
    }
    if (able.length === 0 && failure !== undefined) throw failure as Error;
    return able;
  };
  return {
    name: translators.map(({ name }) => name).join('>'),
    supports: async (from, to) => (await supports(from, to)).length > 0,
    async translate(texts, from, to, signal) {
      const best = new Map<number, Best>();
      let failure: unknown = new PermanentError(`no translator has ${from} to ${to}`, {
        code: 'TRANSLATION_NO_PAIR',
      });
      for (const translator of await supports(from, to)) {
        const open = [...texts.keys()].filter((at) => (best.get(at)?.score ?? 0) < GOOD_ENOUGH);
        if (open.length === 0) break;
        try {
          await ask(translator, { texts, open, from, to, best, ...(signal && { signal }) });
        } catch (error) {
          if (!isOutside(error) || signal?.aborted) throw error;
          failure = error;
          events.onPassedOver(translator.name, error.code);
          continue;
        }
        const nBad = open.filter((at) => (best.get(at)?.score ?? 0) < GOOD_ENOUGH).length;
        if (nBad > 0) events.onPassedOver(translator.name, 'LOW_QUALITY');
      }
      return texts.map((_, at) => {
        const found = best.get(at);
        if (found === undefined) throw failure as Error;
        return found.text;
      });
    },
  };
}

interface Asked {
  readonly texts: readonly string[];
  readonly open: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly best: Map<number, Best>;
  readonly signal?: AbortSignal;
}

/** Asks one translator for what is open, and keeps what is better than before. */
async function ask(translator: Translator, { texts, open, from, to, best, signal }: Asked): Promise<void> {
  const wanted = open.map((at) => texts[at] ?? '');
  const answers = await translator.translate(wanted, from, to, signal);
  if (answers.length !== wanted.length)
    throw new TransientError(`${translator.name} answered ${answers.length} texts for ${wanted.length}`, {
      code: 'TRANSLATION_WRONG_COUNT',
    });
  open.forEach((at, position) => {
    const text = answers[position] ?? '';
    const { score } = assessTranslation(wanted[position] ?? '', text, from, to);
    if (score > (best.get(at)?.score ?? -1)) best.set(at, { text, score });
  });
}
