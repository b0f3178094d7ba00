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
import { createDeepLTranslator } from './deep-l-translator.ts';
import { createGoogleTranslator } from './google-translator.ts';
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

describe('DeepL', () => {
  const engine = () => createDeepLTranslator({ http, apiKey: 'k', now: () => 0 });

  it('is asked for its languages, and translates a list with its key in a header', async () => {
    server.route('GET /languages', ({ query }) => ({
      body:
        query.get('type') === 'source' ? [{ language: 'ES' }] : [{ language: 'EN-GB' }, { language: 'DE' }],
    }));
    server.route('POST /translate', { body: { translations: [{ text: 'hello' }, { text: 'bye' }] } });
    expect([await engine().supports('es', 'en'), await engine().supports('en', 'es')]).toEqual([true, false]);
    expect(await engine().translate(['hola', 'adios'], 'es', 'en')).toEqual(['hello', 'bye']);
    const [request] = server.requestsTo('/translate');
    expect(request?.headers.authorization).toBe('DeepL-Auth-Key k');
    expect(request?.json).toEqual({ text: ['hola', 'adios'], source_lang: 'ES', target_lang: 'EN' });
  });

  it.each([
    [{ body: { translations: [] } }, 'TRANSLATION_WRONG_COUNT'],
    [{ body: '<html>' }, undefined],
    [{ status: 456, body: { message: 'Quota exceeded' } }, undefined],
    [{ status: 500, body: {} }, undefined],
  ])('fails with a reason when it misbehaves: %j', async (answer, code) => {
    server.route('POST /translate', answer);
    const error: unknown = await engine()
      .translate(['hola'], 'es', 'en')
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: code ?? expect.stringMatching(/^[A-Z_]+$/) });
    expect(String((error as Error).message)).not.toContain('DeepL-Auth-Key');
  });
});

describe('Google', () => {
  const engine = () => createGoogleTranslator({ http, apiKey: 'k', now: () => 0 });

  it('is asked for its languages, and translates a list with its key in a header, not in the address', async () => {
    server.route('GET /languages', {
      body: { data: { languages: [{ language: 'es' }, { language: 'en' }] } },
    });
    server.route('POST /', { body: { data: { translations: [{ translatedText: 'hello' }] } } });
    expect([await engine().supports('es', 'en'), await engine().supports('es', 'xx')]).toEqual([true, false]);
    expect(await engine().translate(['hola'], 'es', 'en')).toEqual(['hello']);
    const request = server.requests.at(-1);
    expect(request?.headers['x-goog-api-key']).toBe('k');
    expect([...(request?.query.keys() ?? [])]).toEqual([]);
    expect(request?.json).toMatchObject({ q: ['hola'], source: 'es', target: 'en', format: 'text' });
  });

  it('may try again after too few texts', async () => {
    server.route('POST /', { body: { data: { translations: [] } } });
    await expect(engine().translate(['hola'], 'es', 'en')).rejects.toMatchObject({
      code: 'TRANSLATION_WRONG_COUNT',
    });
  });
});
