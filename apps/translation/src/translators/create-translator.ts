import { ConfigError } from '@convoscope/contracts';
import { createHttpClient, createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import type { TranslationRuntime } from '../translation-runtime.ts';
import { createApertiumTranslator } from './apertium-translator.ts';
import { createLibreTranslateTranslator } from './libre-translate-translator.ts';
import { createOpenAiTranslator } from './open-ai-translator.ts';
import type { Translator } from './translator.port.ts';

/** The configured engine behind its policy, or null when there is none. Throws ConfigError when its address is missing. */
export function createTranslator({ settings, clock, telemetry }: TranslationRuntime): Translator | null {
  if (settings.translator === 'none') return null;
  if (settings.url === undefined) {
    throw new ConfigError([
      `TRANSLATION_URL is missing: TRANSLATION_TRANSLATOR=${settings.translator} needs its address.`,
    ]);
  }
  const policy = createPolicy(
    {
      ...defaultPolicyOptions(settings.translator),
      timeoutMs: settings.timeoutMs,
      maxConcurrent: settings.maxConcurrent,
      maxQueued: 10_000,
    },
    { clock, telemetry },
  );
  const http = createHttpClient({ baseUrl: String(settings.url), policy });
  const apiKey = settings.apiKey?.reveal() ?? null;
  switch (settings.translator) {
    case 'libretranslate':
      return createLibreTranslateTranslator({ http, apiKey, now: () => clock.now() });
    case 'apertium':
      return createApertiumTranslator({ http, now: () => clock.now() });
    case 'openai':
      return createOpenAiTranslator({ http, apiKey, model: settings.model });
  }
}
