import {
  defineSettings,
  durationMs,
  integer,
  list,
  oneOf,
  optional,
  secret,
  text,
  url,
} from '@convoscope/config';

export const translationSettings = defineSettings({
  pivotLanguage: {
    env: 'TRANSLATION_PIVOT_LANGUAGE',
    type: text(),
    default: 'en',
    doc: 'Language (ISO 639-1) that every conversation is translated into, so that all can be read and searched alike.',
  },
  targetLanguages: {
    env: 'TRANSLATION_TARGET_LANGUAGES',
    type: list(text()),
    default: [],
    doc: 'Further languages (ISO 639-1, comma-separated) to translate into.',
  },
  translator: {
    env: 'TRANSLATION_TRANSLATOR',
    type: oneOf(['none', 'libretranslate', 'apertium', 'openai']),
    default: 'none',
    doc: 'Engine that translates. `none` detects languages only and says so in each event.',
  },
  url: {
    env: 'TRANSLATION_URL',
    type: optional(url()),
    default: undefined,
    doc: 'Address of the engine, such as http://libretranslate:5000 or an OpenAI-compatible https://host/v1.',
  },
  apiKey: {
    env: 'TRANSLATION_API_KEY',
    type: optional(secret()),
    default: undefined,
    doc: 'API key of the engine, where it needs one.',
  },
  model: {
    env: 'TRANSLATION_MODEL',
    type: text(),
    default: 'gpt-4o-mini',
    doc: 'Model asked by the `openai` engine.',
  },
  timeoutMs: {
    env: 'TRANSLATION_TIMEOUT_MS',
    type: durationMs(),
    unit: 'ms',
    default: 10_000,
    doc: 'Longest time for one call to the engine.',
  },
  batchBudgetMs: {
    env: 'TRANSLATION_BATCH_BUDGET_MS',
    type: durationMs(),
    unit: 'ms',
    default: 20_000,
    doc: 'Longest time a batch of conversations waits for the engine; what is left then goes on untranslated and is made up for.',
  },
  maxConcurrent: {
    env: 'TRANSLATION_MAX_CONCURRENT',
    type: integer({ min: 1, max: 64 }),
    default: 4,
    doc: 'Calls to the engine at the same time.',
  },
  backlogIntervalMs: {
    env: 'TRANSLATION_BACKLOG_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 60_000,
    doc: 'How often conversations left untranslated are tried again.',
  },
});
