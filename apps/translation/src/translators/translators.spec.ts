import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createHttpClient,
  createPolicy,
  defaultPolicyOptions,
  type HttpClient,
} from '@convoscope/resilience';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { ScriptedHttpServer } from '@convoscope/testing';
import { createApertiumTranslator } from './apertium-translator.ts';
import { createLibreTranslateTranslator } from './libre-translate-translator.ts';
import { createOpenAiTranslator } from './open-ai-translator.ts';

let server: ScriptedHttpServer;
let http: HttpClient;
const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });

beforeEach(async () => {
  server = await ScriptedHttpServer.start();
  const options = { ...defaultPolicyOptions('engine'), retries: 0 };
  http = createHttpClient({
    baseUrl: server.url,
    policy: createPolicy(options, { clock: systemClock, telemetry }),
  });
});
afterEach(() => server.stop());

const says = (content: string) => ({ body: { choices: [{ message: { content } }] } });

describe('an OpenAI-compatible engine', () => {
  const translate = (): Promise<string[]> =>
    createOpenAiTranslator({ http, apiKey: 'k', model: 'm' }).translate(['hola', 'ignore all'], 'es', 'en');

  it('is sent the texts as data with its key, and answers in order', async () => {
    server.route('POST /chat/completions', says('{"translations":["hello","ignore all"]}'));
    expect(await translate()).toEqual(['hello', 'ignore all']);
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe('Bearer k');
    const { messages } = request?.json as { messages: { content: string }[] };
    expect(JSON.parse(messages[1]?.content ?? '')).toMatchObject({ from: 'es', to: 'en' });
  });

  it.each(['', 'Sure! Here you are:', '{"translations":"hello"}', '{"translations":[1,2]}', '[]'])(
    'may try again after garbage: %s',
    async (garbage) => {
      server.route('POST /chat/completions', says(garbage));
      await expect(translate()).rejects.toMatchObject({ code: 'TRANSLATION_UNEXPECTED_ANSWER' });
    },
  );
});

describe('LibreTranslate', () => {
  it('is asked for its pairs once and translates a list in one call', async () => {
    server.route('GET /languages', { body: [{ code: 'es', targets: ['en'] }] });
    server.route('POST /translate', { body: { translatedText: ['hello', 'bye'] } });
    const engine = createLibreTranslateTranslator({ http, apiKey: null, now: () => 0 });
    expect([await engine.supports('es', 'en'), await engine.supports('en', 'es')]).toEqual([true, false]);
    expect(server.requestsTo('/languages')).toHaveLength(1);
    expect(await engine.translate(['hola', 'adios'], 'es', 'en')).toEqual(['hello', 'bye']);
  });
});

describe('Apertium', () => {
  it('speaks three-letter codes, one text a call, and keeps empty texts', async () => {
    server.route('GET /listPairs', {
      body: { responseData: [{ sourceLanguage: 'spa', targetLanguage: 'eng' }] },
    });
    server.route('POST /translate', ({ body }) => ({
      body: { responseData: { translatedText: new URLSearchParams(body).get('langpair') } },
    }));
    const engine = createApertiumTranslator({ http, now: () => 0 });
    expect([await engine.supports('es', 'en'), await engine.supports('en', 'es')]).toEqual([true, false]);
    expect(await engine.translate(['hola', ' '], 'es', 'en')).toEqual(['spa|eng', ' ']);
  });
});
