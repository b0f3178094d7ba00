import {
  PermanentError,
  TransientError,
  type TranslatedMessage,
  type TranslationStatus,
} from '@convoscope/contracts';
import { UNDETERMINED } from '@convoscope/text';
import type { Translator } from './translators/translator.port.ts';

export interface TranslationResult {
  status: TranslationStatus;
  messages: TranslatedMessage[];
}

export interface TranslateOptions {
  translator: Translator | null;
  targetLanguages: readonly string[];
  signal?: AbortSignal;
  /** Told of each failure that leaves a conversation untranslated, so that none is silent. */
  onFailure: (error: TransientError | PermanentError) => void;
}

/**
 * Translates the messages that are not in a target language yet. Never throws for the engine's faults: the
 * conversation then goes on as `untranslated` (the engine may come back) or `unsupported-language`.
 */
export async function translateMessages(
  messages: readonly TranslatedMessage[],
  options: TranslateOptions,
): Promise<TranslationResult> {
  const jobs = toJobs(messages, options.targetLanguages);
  if (jobs.length === 0) return { status: 'same-language', messages: [...messages] };
  if (options.translator === null) return { status: 'not-configured', messages: [...messages] };
  try {
    return await runJobs(messages, jobs, options.translator, options.signal);
  } catch (cause) {
    const error = toFailure(cause, options.signal);
    options.onFailure(error);
    return {
      status: error instanceof TransientError ? 'untranslated' : 'unsupported-language',
      messages: [...messages],
    };
  }
}

/** What the engine did wrong; our own bugs are thrown on. Giving up because time is up is the engine's slowness. */
function toFailure(cause: unknown, signal: AbortSignal | undefined): TransientError | PermanentError {
  if (cause instanceof TransientError || cause instanceof PermanentError) return cause;
  if (signal?.aborted !== true) throw cause;
  return new TransientError('the translation engine took too long for this batch', {
    code: 'TRANSLATION_BUDGET_SPENT',
    cause,
  });
}

/** Texts of one conversation that share a language pair: one call to the engine. */
interface Job {
  from: string;
  to: string;
  indexes: number[];
}

function toJobs(messages: readonly TranslatedMessage[], targets: readonly string[]): Job[] {
  const jobs = new Map<string, Job>();
  messages.forEach((message, index) => {
    if (message.language === UNDETERMINED || message.content.trim() === '') return;
    for (const to of targets) {
      if (to === message.language || message.translations[to] !== undefined) continue;
      const key = `${message.language}>${to}`;
      const job = jobs.get(key) ?? { from: message.language, to, indexes: [] };
      job.indexes.push(index);
      jobs.set(key, job);
    }
  });
  return [...jobs.values()];
}

async function runJobs(
  messages: readonly TranslatedMessage[],
  jobs: readonly Job[],
  translator: Translator,
  signal: AbortSignal | undefined,
): Promise<TranslationResult> {
  const translated = messages.map((message) => ({ ...message, translations: { ...message.translations } }));
  let nDone = 0;
  for (const job of jobs) {
    if (!(await translator.supports(job.from, job.to))) continue;
    const texts = await translator.translate(
      job.indexes.map((index) => contentAt(messages, index)),
      job.from,
      job.to,
      signal,
    );
    if (texts.length !== job.indexes.length) {
      throw new TransientError(
        `${translator.name} answered ${texts.length} texts for ${job.indexes.length}`,
        {
          code: 'TRANSLATION_WRONG_COUNT',
        },
      );
    }
    job.indexes.forEach((index, position) => {
      const message = translated[index];
      const text = texts[position];
      if (message && text !== undefined) message.translations[job.to] = text;
    });
    nDone += 1;
  }
  return { status: nDone > 0 ? 'translated' : 'unsupported-language', messages: translated };
}

const contentAt = (messages: readonly TranslatedMessage[], index: number): string =>
  messages[index]?.content ?? '';
