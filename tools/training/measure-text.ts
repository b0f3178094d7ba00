/**
 * Measures libs/text on public data sets and prints what docs/text-engine.md reports:
 * `node --conditions=source tools/training/measure-text.ts`. Data are looked for in CONVOSCOPE_SHARED_DATA or ../shared/data.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  analyseSentiment,
  createIntentClassifier,
  createTopicClassifier,
  defaultTaxonomy,
  type LabelledText,
  summariseConversation,
  trainTextClassifier,
} from '@convoscope/text';

const root = fileURLToPath(new URL('../../', import.meta.url));
const data = process.env['CONVOSCOPE_SHARED_DATA'] ?? join(root, '../shared/data');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Row {
  readonly text: string;
  readonly intent?: string;
  readonly label?: string;
  readonly lang?: string;
}

interface StoredConversation {
  readonly topics: readonly string[];
  readonly language: string | null;
  readonly messages: readonly {
    readonly role: 'user' | 'assistant';
    readonly content: string;
    readonly timestamp: string;
  }[];
}

function readLines<T>(path: string): T[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function measureBanking(): void {
  const read = (name: string): LabelledText[] =>
    readLines<Row>(join(data, 'intents/banking77', `${name}.jsonl`)).map((row) => ({
      text: row.text,
      label: row.intent!,
    }));
  const test = read('test');
  for (const [name, reference] of [
    ['train_5', 62.6],
    ['train_10', 74.7],
    ['train', 91.2],
  ] as const) {
    const started = performance.now();
    const classifier = trainTextClassifier(read(name), { calibrationFolds: 0 });
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const right = test.filter((row) => classifier.predict(row.text).label === row.label).length;
    print(
      `banking77 ${name}: ${((100 * right) / test.length).toFixed(1)} % (reference ${reference}), trained in ${seconds} s`,
    );
  }
}

const LABELS = ['negative', 'neutral', 'positive'];

function macroF1(pairs: readonly (readonly [truth: string, found: string])[]): number {
  const scores = LABELS.map((label) => {
    const hits = pairs.filter(([truth, found]) => truth === label && found === label).length;
    const both =
      pairs.filter(([truth]) => truth === label).length + pairs.filter(([, found]) => found === label).length;
    return both === 0 ? 0 : (2 * hits) / both;
  });
  return scores.reduce((sum, score) => sum + score, 0) / LABELS.length;
}

function measureSentiment(): void {
  for (const name of ['sst2/val', 'sst2/test']) {
    const rows = readLines<Row>(join(data, 'sentiment', `${name}.jsonl`));
    const right = rows.filter(
      (row) => analyseSentiment(row.text, 'en').score >= 0 === (row.label === 'positive'),
    ).length;
    print(
      `${name}: accuracy ${((100 * right) / rows.length).toFixed(1)} % (two labels, by the sign of the score)`,
    );
  }
  for (const name of [
    'umsab_en/val',
    'umsab_de/test',
    'umsab_es/test',
    'umsab_fr/test',
    'tweeteval_sentiment/val',
  ]) {
    const rows = readLines<Row>(join(data, 'sentiment', `${name}.jsonl`));
    const told = rows.map((row) => [row.label!, analyseSentiment(row.text, row.lang).label] as const);
    const guessed = rows.map((row) => [row.label!, analyseSentiment(row.text).label] as const);
    const right = told.filter(([truth, found]) => truth === found).length / rows.length;
    print(
      `${name}: macro-F1 ${macroF1(told).toFixed(3)}, accuracy ${right.toFixed(3)}; language not told ${macroF1(guessed).toFixed(3)}`,
    );
  }
}

const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };

/** Services of the Schema-Guided Dialogue set as topics; services that fit none or several are left out. */
const SGD_TOPICS: Readonly<Record<string, string>> = {
  ...{
    Banks: 'finance',
    Flights: 'travel',
    Hotels: 'travel',
    Buses: 'travel',
    RentalCars: 'travel',
    RideSharing: 'travel',
  },
  ...{
    Trains: 'travel',
    Travel: 'travel',
    Restaurants: 'cooking',
    Movies: 'entertainment',
    Music: 'entertainment',
  },
  ...{ Media: 'entertainment', Events: 'entertainment' },
};

function measureTopics(name: string, path: string, toTopic: (topic: string) => string | undefined): void {
  let right = 0;
  let other = 0;
  let count = 0;
  for (const row of readLines<StoredConversation>(path)) {
    const wanted = row.topics.map(toTopic).filter((topic) => topic !== undefined);
    if (wanted.length === 0) continue;
    const messages = row.messages.map((message) => ({ ...message, sentAt: message.timestamp }));
    const found = summariseConversation(messages, analysers).topic.topic;
    count++;
    if (wanted.includes(found)) right++;
    else if (found === 'other') other++;
  }
  print(
    `topics of ${name}: ${((100 * right) / count).toFixed(1)} % right, ${((100 * other) / count).toFixed(1)} % undecided, of ${count}`,
  );
}

function measureSpeed(): void {
  const texts = readLines<Row>(join(data, 'intents/banking77/test.jsonl')).map((row) => row.text);
  const run = (): number => {
    const before = process.cpuUsage();
    for (const content of texts) {
      summariseConversation([{ role: 'user', content, sentAt: null, language: 'en' }], analysers);
    }
    const { user, system } = process.cpuUsage(before);
    return (texts.length / (user + system)) * 1e6;
  };
  for (let warmUp = 0; warmUp < 6; warmUp++) run();
  const rates = [run(), run(), run(), run(), run()].sort((a, b) => a - b);
  print(
    `topic + intent + sentiment + quality, one short message each: ${Math.round(rates[2]!)} messages per CPU second`,
  );
}

const demo = join(root, 'apps/standalone/demo/conversations.jsonl.gz');
measureTopics('the demo corpus (synthetic, not trained on)', demo, (topic) => topic);
if (existsSync(data)) {
  measureTopics('SGD', join(data, 'conversations/sgd_train_2500.jsonl.gz'), (topic) => SGD_TOPICS[topic]);
  measureSentiment();
  measureBanking();
  measureSpeed();
} else print(`skipped: no data at ${data} (set CONVOSCOPE_SHARED_DATA)`);
