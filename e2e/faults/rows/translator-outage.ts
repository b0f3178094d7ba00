import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import type { FaultRow, Trial } from '../fault-row.ts';

type Mood = 'well' | 'error' | 'hang' | 'garbage' | 'wrong-count';

/** A translation engine that speaks LibreTranslate's API, and is as well as it is told to be. */
interface Engine {
  readonly url: string;
  readonly nCalls: number;
  mood: Mood;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<{ q: string[]; target: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as { q: string[]; target: string };
}

const LANGUAGES = ['en', 'de'].map((code) => ({ code, targets: ['en', 'de'] }));

function answerBadly(mood: Mood, response: ServerResponse): void {
  if (mood === 'error') response.writeHead(500).end('{"error":"out of memory"}');
  if (mood === 'garbage') response.writeHead(200).end('<!doctype html><title>Sign in</title>');
  if (mood === 'wrong-count') response.writeHead(200).end('{"translatedText":[]}');
}

async function startEngine(): Promise<Engine> {
  let nCalls = 0;
  let mood: Mood = 'well';
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.includes('languages') === true) return void response.end(JSON.stringify(LANGUAGES));
      const { q, target } = await readBody(request);
      nCalls += 1;
      if (mood !== 'well') return answerBadly(mood, response);
      response.end(JSON.stringify({ translatedText: q.map((text) => `${target}: ${text}`) }));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get nCalls() {
      return nCalls;
    },
    get mood() {
      return mood;
    },
    set mood(now) {
      mood = now;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const N_DURING = 25;
const BACKLOG_MS = 90_000;

const statusOf = async ({ lab }: Trial, ids: readonly string[]): Promise<Record<string, number>> => {
  const found = await lab.database
    .collection<{ translationStatus: string }>('conversation_translations')
    .find({ conversationId: { $in: ids } }, { projection: { translationStatus: 1 } })
    .toArray();
  return Object.fromEntries(
    [...Map.groupBy(found, ({ translationStatus }) => translationStatus)].map(([status, all]) => [
      status,
      all.length,
    ]),
  );
};

/** The engine fails in one way; conversations must arrive all the same. Returns those that came meanwhile. */
async function failWhile(trial: Trial, engine: Engine, mood: Mood): Promise<string[]> {
  const { lab, note, expect } = trial;
  engine.mood = mood;
  const ids = lab.load.insert(N_DURING);
  const callsBefore = engine.nCalls;
  const seconds = await lab.untilArrived(ids, 60_000);
  const statuses = await statusOf(trial, ids);
  note(
    `${mood}: arrived after ${seconds.toFixed(1)} s, ${engine.nCalls - callsBefore} calls, ${JSON.stringify(statuses)}`,
  );
  expect(statuses['translated'] === undefined, `${mood}: translated by an engine that is down`);
  return ids;
}

export const translatorOutage: FaultRow = {
  id: 'F24',
  title: 'translation engine: 500, no answer, HTML, too few texts; then well again',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, random, note, expect } = trial;
    const engine = await startEngine();
    const env = {
      ...{
        TRANSLATION_TRANSLATOR: 'libretranslate',
        TRANSLATION_URL: engine.url,
        TRANSLATION_PIVOT_LANGUAGE: 'de',
      },
      ...{
        TRANSLATION_TIMEOUT_MS: '2000',
        TRANSLATION_BATCH_BUDGET_MS: '5000',
        TRANSLATION_BACKLOG_INTERVAL_MS: '2000',
      },
    };
    try {
      await lab.services.restart('translation', { env });
      const well = lab.load.insert(5);
      await lab.untilArrived(well);
      // The load may have deleted some of them meanwhile.
      const { translated = 0, untranslated = 0 } = await statusOf(trial, well);
      expect(translated > 0 && untranslated === 0, 'nothing is translated while the engine is well');
      const left: Mood[] = ['error', 'hang', 'garbage', 'wrong-count'];
      const waiting: string[] = [];
      while (left.length > 0)
        waiting.push(
          ...(await failWhile(
            trial,
            engine,
            left.splice(Math.floor(random() * left.length), 1)[0] ?? 'error',
          )),
        );
      engine.mood = 'well';
      const healedAt = performance.now();
      await eventually(
        async () => {
          const { untranslated = 0 } = await statusOf(trial, waiting);
          if (untranslated > 0)
            throw new Error(`${untranslated} of ${waiting.length} are still untranslated`);
        },
        { timeoutMs: BACKLOG_MS, intervalMs: 500 },
      );
      note(`made up for ${waiting.length} in ${((performance.now() - healedAt) / 1_000).toFixed(1)} s`);
    } finally {
      await lab.services.restart('translation');
      await engine.close();
    }
  },
};
