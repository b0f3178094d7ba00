import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedder, type Embedder } from '@convoscope/embeddings';
import {
  agreementOf,
  createEmbeddedClassifier,
  discoverTopics,
  labelTexts,
  reportClassification,
  trainEmbeddedClassifier,
  type Vectors,
} from '@convoscope/text';
import { type Section, type Target, toTable } from '../anomaly/section.ts';
import { percent, readExamples } from './read-rows.ts';

interface Task {
  readonly name: string;
  readonly train: string;
  readonly test: string;
  readonly model: 'minilm' | 'e5';
  readonly measure: 'accuracy' | 'macroF1';
  readonly asked: number;
}

const MODELS = { minilm: 'all-MiniLM-L6-v2.int8.onnx', e5: 'multilingual-e5-small.int8.onnx' } as const;
const banking = (name: string, train: string, asked: number): Task => ({
  ...{ name, train: `intents/banking77/${train}`, test: 'intents/banking77/test', model: 'minilm' },
  ...{ measure: 'accuracy', asked },
});
const tweets = (name: string, language: string, asked: number): Task => ({
  ...{
    name,
    train: `sentiment/umsab_${language}/train`,
    test: `sentiment/umsab_${language}/test`,
    model: 'e5',
  },
  ...{ measure: 'macroF1', asked },
});
const TASKS: readonly Task[] = [
  banking('BANKING77, 5 rows a label, MiniLM', 'train_5', 0.82),
  banking('BANKING77, 10 rows a label, MiniLM', 'train_10', 0.87),
  banking('BANKING77, all rows, MiniLM', 'train', 0.94),
  { name: 'SST-2, MiniLM', train: 'sentiment/sst2/train', test: 'sentiment/sst2/test', model: 'minilm', measure: 'accuracy', asked: 0.86 },
  tweets('UMSAB Spanish, multilingual e5', 'es', 0.63),
  tweets('UMSAB French, multilingual e5', 'fr', 0.72),
  tweets('UMSAB German, multilingual e5', 'de', 0.69),
]; // prettier-ignore
/** Rows, then what is asked of normalised mutual information and adjusted Rand index. */
const DISCOVERIES = [
  ['BANKING77 test', 'intents/banking77/test', 0.845, 0.625],
  ['SNIPS test', 'intents/snips/test', 0.8, 0.7],
] as const;

const embed = async (embedder: Embedder, rows: readonly { text: string }[]): Promise<Vectors> => ({
  nRows: rows.length,
  width: embedder.nDimensions,
  values: await embedder.embed(rows.map(({ text }) => text)),
});

async function runTask(data: string, task: Task, embedder: Embedder) {
  const [examples, test] = [readExamples(data, task.train), readExamples(data, task.test)];
  const vectors = await embed(embedder, examples);
  const labelVectors = await embed(embedder, labelTexts(examples));
  const startedAt = process.cpuUsage();
  const { name, fingerprint, nDimensions } = embedder;
  const { state, method } = trainEmbeddedClassifier(
    { examples, vectors, labelVectors },
    { name, fingerprint, nDimensions, origin: name },
  );
  const { user, system } = process.cpuUsage(startedAt);
  const classifier = createEmbeddedClassifier(state);
  const { values, width } = await embed(embedder, test);
  const judged = test.map(({ text, label }, at) => {
    const { label: found, probability } = classifier.predict(
      text,
      values.subarray(at * width, (at + 1) * width),
    );
    return { truth: label, found, confidence: probability };
  });
  return { report: reportClassification(judged), method, seconds: (user + system) / 1e6 };
}

async function discover(data: string, file: string, embedder: Embedder) {
  const rows = readExamples(data, file);
  const found = discoverTopics(
    rows.map(({ text }) => text),
    await embed(embedder, rows),
    { minPeople: 1 },
  );
  return {
    nTopics: found.topics.length,
    ...agreementOf(
      rows.map(({ label }) => label),
      [...found.topicOf],
    ),
  };
}

const toTarget = (
  what: string,
  asked: number,
  value: number,
  toText = (share: number) => percent(share),
): Target => ({
  ...{ what, asked: `≥ ${toText(asked)}`, measured: toText(value), isReached: value >= asked },
});

/** Classifiers and topic discovery on embeddings, where the models are beside the data; nothing where they are not. */
export async function measureEmbeddings(data: string): Promise<Section> {
  if (!existsSync(join(data, 'models', MODELS.minilm)))
    return { targets: [], lines: ['## Embeddings', '', 'No model was there to measure.'] };
  const open = async (model: Task['model']): Promise<Embedder> =>
    (await openEmbedder(join(data, 'models', MODELS[model]), ''))!;
  const embedders = { minilm: await open('minilm'), e5: await open('e5') };
  const targets: Target[] = [];
  const classified: (string | number)[][] = [];
  for (const task of TASKS) {
    const { report, method, seconds } = await runTask(data, task, embedders[task.model]);
    const what = `${task.name}, ${task.measure === 'accuracy' ? 'accuracy' : 'macro-F1'}`;
    targets.push(toTarget(what, task.asked, report[task.measure]));
    classified.push([
      task.name,
      method,
      percent(report.accuracy),
      percent(report.macroF1),
      report.ece.toFixed(3),
      seconds.toFixed(1),
    ]);
  }
  const discovered: (string | number)[][] = [];
  for (const [name, file, nmi, ari] of DISCOVERIES) {
    const found = await discover(data, file, embedders.minilm);
    targets.push(toTarget(`topic discovery, ${name}, NMI`, nmi, found.nmi, (value) => value.toFixed(3)));
    targets.push(toTarget(`topic discovery, ${name}, ARI`, ari, found.ari, (value) => value.toFixed(3)));
    discovered.push([name, found.nTopics, found.nmi.toFixed(3), found.ari.toFixed(3)]);
  }
  for (const embedder of Object.values(embedders)) await embedder.close();
  return {
    targets,
    lines: [
      ...[
        '## Embeddings',
        '',
        'Training without the embedding of its rows, which costs about 2 ms a row with MiniLM and 8 with e5.',
        '',
      ],
      ...toTable(['rows', 'method', 'accuracy', 'macro-F1', 'calibration error', 'training, s'], classified),
      ...['', 'Topics that nobody named, their number not told:', ''],
      ...toTable(['rows', 'topics found', 'NMI', 'ARI'], discovered),
    ],
  };
}
