import { ConfigError } from '@convoscope/contracts';
import { createHttpClient, createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { TranslationEvents } from '../translation.events.ts';
import type { TranslationRuntime } from '../translation-runtime.ts';
import { createApertiumTranslator } from './apertium-translator.ts';
import { createDeepLTranslator } from './deep-l-translator.ts';
import { createGoogleTranslator } from './google-translator.ts';
import { createLibreTranslateTranslator } from './libre-translate-translator.ts';
import { loadGlossary } from './load-glossary.ts';
import { createOpenAiTranslator } from './open-ai-translator.ts';
import { createProtectingTranslator } from './create-protecting-translator.ts';
import { createRoutingTranslator } from './create-routing-translator.ts';
import type { Translator } from './translator.port.ts';

export const ENGINES = ['libretranslate', 'apertium', 'openai', 'deepl', 'google'] as const;

/** One engine and how it is reached. */
export interface EngineSettings {
  readonly engine: (typeof ENGINES)[number];
  readonly url: string;
  readonly apiKey: string | null;
  readonly model: string;
  readonly timeoutMs: number;
  readonly maxConcurrent: number;
}

/** An engine behind a policy of its own: its breaker opens without the others'. */
export function createEngine(
  { engine, url, apiKey, model, timeoutMs, maxConcurrent }: EngineSettings,
  { clock, telemetry }: { clock: Clock; telemetry: Telemetry },
): Translator {
  const policy = createPolicy(
    { ...defaultPolicyOptions(engine), timeoutMs, maxConcurrent, maxQueued: 10_000 },
    { clock, telemetry },
  );
  const http = createHttpClient({ baseUrl: url, policy });
  const now = (): number => clock.now();
  switch (engine) {
    case 'libretranslate':
      return createLibreTranslateTranslator({ http, apiKey, now });
    case 'apertium':
      return createApertiumTranslator({ http, now });
    case 'openai':
      return createOpenAiTranslator({ http, apiKey, model });
    case 'deepl':
      return createDeepLTranslator({ http, apiKey, now });
    case 'google':
      return createGoogleTranslator({ http, apiKey, now });
  }
}

/** The configured engines in their order. Throws ConfigError with every address that is missing. */
function enginesOf({ settings }: TranslationRuntime): EngineSettings[] {
  const { timeoutMs, maxConcurrent, translator, fallback } = settings;
  const problems: string[] = [];
  const engines: EngineSettings[] = [];
  const add = (
    engine: (typeof ENGINES)[number],
    prefix: string,
    given: { url?: URL | string | undefined; apiKey?: { reveal(): string } | undefined; model: string },
  ): void => {
    if (given.url === undefined) {
      problems.push(`${prefix}URL is missing: ${engine} needs its address.`);
      return;
    }
    const apiKey = given.apiKey?.reveal() ?? null;
    engines.push({ engine, url: String(given.url), apiKey, model: given.model, timeoutMs, maxConcurrent });
  };
  if (translator !== 'none') add(translator, 'TRANSLATION_', settings);
  if (fallback.translator !== 'none') add(fallback.translator, 'TRANSLATION_FALLBACK_', fallback);
  if (translator === 'none' && fallback.translator !== 'none')
    problems.push('TRANSLATION_FALLBACK_TRANSLATOR is set, but TRANSLATION_TRANSLATOR is none.');
  if (problems.length > 0) throw new ConfigError(problems);
  return engines;
}

/**
 * The configured engines as one, or null where there is none: each behind its policy, the second asked where the first has no such pair, fails or does
 * badly; code, links, placeholders and terms of the glossary never reach them. Throws ConfigError when an address is missing.
 */
export function createTranslator(
  runtime: TranslationRuntime,
  events: Pick<TranslationEvents, 'translatorPassedOver'>,
): Translator | null {
  const glossary = loadGlossary(runtime.settings.glossaryFile);
  const engines = enginesOf(runtime).map((settings) => createEngine(settings, runtime));
  const [only] = engines;
  if (only === undefined) return null;
  const routed =
    engines.length === 1
      ? only
      : createRoutingTranslator(engines, { onPassedOver: events.translatorPassedOver });
  return createProtectingTranslator(routed, glossary);
}
