import {
  reportClassification,
  selectOptions,
  trainTextClassifier,
  type ClassificationReport,
} from '@convoscope/text';
import { cpuSecondsOf, type Section, type Target, toTable } from '../anomaly/section.ts';
import { percent, readExamples } from './read-rows.ts';

interface Task {
  readonly name: string;
  readonly train: string;
  readonly test: readonly string[];
  readonly measure: 'accuracy' | 'macroF1';
  readonly asked?: number;
}

const banking = (name: string, train: string, asked?: number): Task => ({
  ...{ name, train: `intents/banking77/${train}`, test: ['intents/banking77/test'], measure: 'accuracy' },
  ...(asked === undefined ? {} : { asked }),
});
const tweets = (name: string, language: string, asked: number): Task => ({
  ...{ name, train: `sentiment/umsab_${language}/train`, test: [`sentiment/umsab_${language}/test`] },
  ...{ measure: 'macroF1', asked },
});

const TASKS: readonly Task[] = [
  banking('BANKING77, 5 rows a label', 'train_5'),
  banking('BANKING77, 10 rows a label', 'train_10'),
  banking('BANKING77, all rows', 'train', 0.92),
  {
    name: 'BANKING77 with rows out of scope',
    train: 'intents/banking77_oos/train',
    test: ['intents/banking77_oos/test', 'intents/banking77_oos/id-oos_test'],
    measure: 'accuracy',
  },
  { name: 'SST-2', train: 'sentiment/sst2/train', test: ['sentiment/sst2/test'], measure: 'accuracy', asked: 0.835 },
  tweets('UMSAB Spanish', 'es', 0.6),
  tweets('UMSAB French', 'fr', 0.64),
  tweets('UMSAB German', 'de', 0.7),
]; // prettier-ignore

function run(data: string, task: Task): { report: ClassificationReport; seconds: number; rate: number } {
  const examples = readExamples(data, task.train);
  const test = task.test.flatMap((file) => readExamples(data, file));
  let classifier: ReturnType<typeof trainTextClassifier> | undefined;
  const seconds = cpuSecondsOf(() => {
    classifier = trainTextClassifier(examples, { ...selectOptions(examples).options });
  });
  const trained = classifier!;
  test.slice(0, 500).forEach(({ text }) => trained.predict(text));
  let judged: { truth: string; found: string; confidence: number }[] = [];
  const testSeconds = cpuSecondsOf(() => {
    judged = test.map(({ text, label }) => {
      const { label: found, probability } = trained.predict(text);
      return { truth: label, found, confidence: probability };
    });
  });
  return { report: reportClassification(judged), seconds, rate: test.length / testSeconds };
}

/** Classifiers without embeddings, trained as `classify train` trains them. */
export function measureClassifiers(data: string): Section {
  const targets: Target[] = [];
  const table = TASKS.map((task) => {
    const { report, seconds, rate } = run(data, task);
    const value = report[task.measure];
    if (task.asked !== undefined)
      targets.push({
        what: `${task.name}, ${task.measure === 'accuracy' ? 'accuracy' : 'macro-F1'}, no embeddings`,
        asked: `≥ ${percent(task.asked)}`,
        measured: percent(value),
        isReached: value >= task.asked,
      });
    return [
      ...[task.name, percent(report.accuracy), percent(report.macroF1), report.ece.toFixed(3)],
      ...[report.oosAuroc?.toFixed(3) ?? '', seconds.toFixed(1), rate.toFixed(0)],
    ];
  });
  return {
    targets,
    lines: [
      '## Classifiers',
      '',
      ...toTable(
        [
          'rows',
          'accuracy',
          'macro-F1',
          'calibration error',
          'out of scope, AUROC',
          'training, s',
          'texts/s',
        ],
        table,
      ),
      '',
      'Training includes the choice of options by cross-validation and the calibration.',
    ],
  };
}
