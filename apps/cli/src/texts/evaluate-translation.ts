import {
  assessTranslation,
  TRANSLATION_PROBLEMS,
} from '@convoscope/app-translation/translators/assess-translation';
import { createProtectingTranslator } from '@convoscope/app-translation/translators/create-protecting-translator';
import { createEngine, ENGINES } from '@convoscope/app-translation/translators/create-translator';
import { loadGlossary } from '@convoscope/app-translation/translators/load-glossary';
import type { Translator } from '@convoscope/app-translation/translators/translator.port';
import { ConfigError } from '@convoscope/contracts';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { bleuOf, chrfOf } from '@convoscope/text';
import type { CommandHost } from '../command-host.ts';
import { printJson } from '../print.ts';
import { readTexts } from './read-texts.ts';

export interface TranslateOptions {
  provider: string;
  from: string;
  to: string;
  data: string;
  url?: string;
  model?: string;
  glossary?: string;
  limit?: number;
  skipInvalid?: boolean;
  json?: boolean;
}

interface Segment {
  readonly text: string;
  readonly reference: string | undefined;
}

const COPY: Translator = {
  name: 'copy',
  supports: () => Promise.resolve(true),
  translate: (texts) => Promise.resolve([...texts]),
};
const TIMEOUT_MS = 60_000;
const AT_ONCE = 4;
/** Texts of one call to an engine. */
const BATCH = 20;

/** The engine that was asked for; `close` ends what counts its calls. */
function createProvider(
  { provider, url, model }: TranslateOptions,
  { env, stderr }: CommandHost,
): { translator: Translator; close: () => Promise<void> } {
  if (provider === 'copy') return { translator: COPY, close: () => Promise.resolve() };
  const engine = ENGINES.find((known) => known === provider);
  if (engine === undefined)
    throw new ConfigError([`--provider is "${provider}": expected ${ENGINES.join(', ')} or copy`]);
  const address = url ?? env['TRANSLATION_URL'];
  if (address === undefined || !URL.canParse(address))
    throw new ConfigError([
      `--url is ${address === undefined ? 'missing' : `"${address}", which is no address`}: ${engine} needs its address`,
    ]);
  const telemetry = createTelemetry({
    service: 'cli',
    logLevel: 'error',
    processMetrics: false,
    logDestination: stderr,
  });
  const translator = createEngine(
    {
      ...{ engine, url: address, apiKey: env['TRANSLATION_API_KEY'] ?? null },
      ...{
        model: model ?? env['TRANSLATION_MODEL'] ?? 'gpt-4o-mini',
        timeoutMs: TIMEOUT_MS,
        maxConcurrent: AT_ONCE,
      },
    },
    { clock: systemClock, telemetry },
  );
  return { translator, close: () => telemetry.close() };
}

async function readSegments({ data, from, to, limit = Infinity, skipInvalid }: TranslateOptions) {
  const { rows, skipped } = await readTexts(data, process.stdin, { texts: [from, 'text'], skipInvalid });
  const segments = rows.slice(0, limit).map(({ text, row }): Segment => {
    const reference = row[to] ?? row['reference'];
    return { text, reference: typeof reference === 'string' ? reference : undefined };
  });
  return { segments, skipped };
}

async function translateAll(
  translator: Translator,
  texts: readonly string[],
  { from, to }: TranslateOptions,
): Promise<string[]> {
  const translated: string[] = [];
  for (let at = 0; at < texts.length; at += BATCH)
    translated.push(...(await translator.translate(texts.slice(at, at + BATCH), from, to)));
  return translated;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function report(
  segments: readonly Segment[],
  translations: readonly string[],
  { from, to }: TranslateOptions,
) {
  const pairs = segments.flatMap(({ reference }, at) =>
    reference === undefined ? [] : [{ translation: translations[at] ?? '', reference }],
  );
  const assessed = segments.map(({ text }, at) => assessTranslation(text, translations[at] ?? '', from, to));
  const problems = Object.fromEntries(
    TRANSLATION_PROBLEMS.map((problem) => [
      problem,
      assessed.filter((each) => each.problems.includes(problem)).length,
    ]),
  );
  return {
    n: segments.length,
    nReferences: pairs.length,
    ...(pairs.length === 0 ? {} : { bleu: bleuOf(pairs), chrf: chrfOf(pairs) }),
    score: mean(assessed.map(({ score }) => score)),
    lengthRatio: mean(assessed.map(({ lengthRatio }) => lengthRatio)),
    untranslatedShare: mean(assessed.map(({ untranslatedShare }) => untranslatedShare)),
    problems,
  };
}

/** `translate eval`. */
export async function evaluateTranslation(options: TranslateOptions, host: CommandHost): Promise<void> {
  const { translator, close } = createProvider(options, host);
  try {
    await evaluateWith(translator, options, host);
  } finally {
    await close();
  }
}

async function evaluateWith(engine: Translator, options: TranslateOptions, host: CommandHost): Promise<void> {
  const glossary = loadGlossary(options.glossary, '--glossary');
  const { segments, skipped } = await readSegments(options);
  if (!(await engine.supports(options.from, options.to)))
    throw new ConfigError([`${engine.name} does not translate ${options.from} into ${options.to}`]);
  const startedAtMs = performance.now();
  const texts = segments.map(({ text }) => text);
  const translations = await translateAll(createProtectingTranslator(engine, glossary), texts, options);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const nCharacters = texts.reduce((sum, text) => sum + text.length, 0);
  const told = {
    provider: engine.name,
    from: options.from,
    to: options.to,
    ...report(segments, translations, options),
    nCharacters,
    seconds,
    skipped,
  };
  if (options.json) return printJson(host.stdout, told);
  const { n, nReferences, bleu, chrf, score, problems } = told;
  const scores =
    bleu === undefined
      ? ''
      : `; BLEU ${bleu.toFixed(1)}, chrF ${chrf?.toFixed(1)} over ${nReferences} references`;
  host.stdout.write(
    `${engine.name}, ${options.from} to ${options.to}: ${n} texts in ${seconds.toFixed(1)} s${scores}\n`,
  );
  host.stdout.write(
    `without references: ${(100 * score).toFixed(1)} % spoken for; ${JSON.stringify(problems)}\n`,
  );
}
