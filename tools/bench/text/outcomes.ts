import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createIntentClassifier,
  createTopicClassifier,
  defaultTaxonomy,
  OUTCOMES,
  SIGNALS,
  summariseConversation,
  type ConversationMessage,
} from '@convoscope/text';
import { type Section, type Target, toTable } from '../anomaly/section.ts';
import { percent, readRows } from './read-rows.ts';

interface JudgedOutcome {
  readonly id: string;
  readonly half: 'seen' | 'unseen';
  readonly source: string;
  /** Any of them is right. */
  readonly outcomes: readonly string[];
  readonly signals: readonly string[];
  /** Told or not, neither is wrong. */
  readonly maybe: readonly string[];
  readonly messages: readonly ConversationMessage[];
}

interface Stored {
  readonly conversation_id: string;
  readonly messages: readonly { role: 'user' | 'assistant'; content: string; timestamp: string }[];
}

type OwnRow = Omit<JudgedOutcome, 'source' | 'maybe' | 'messages'> & {
  readonly messages: readonly Pick<ConversationMessage, 'role' | 'content'>[];
};

const listOf = (field: string | undefined): string[] =>
  field === undefined || field === '' ? [] : field.split(',');

function readPublic(data: string): JudgedOutcome[] {
  const lines = readFileSync(join(import.meta.dirname, 'judged-outcomes.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const rows = lines.map((line) => line.split('\t'));
  const stored = new Map(
    [...new Set(rows.map(([source = '']) => source))].flatMap((source) =>
      readRows<Stored>(join(data, 'conversations', source)).map((one) => [one.conversation_id, one] as const),
    ),
  );
  return rows.map(([source = '', id = '', half, ...fields]) => {
    const [outcomes = [], signals = [], maybe = []] = [fields[0], fields[1], fields[2]].map(listOf);
    const messages = (stored.get(id)?.messages ?? []).map(({ role, content, timestamp }) => ({
      role,
      content,
      sentAt: timestamp,
    }));
    return {
      id,
      half: half === 'seen' ? 'seen' : 'unseen',
      source: source.split('_')[0]!,
      outcomes,
      signals,
      maybe,
      messages,
    };
  });
}

/** Conversations whose ends a reader judged: public ones by id, and our own. */
function readJudgedOutcomes(data: string): JudgedOutcome[] {
  const own = readRows<OwnRow>(join(import.meta.dirname, 'outcome-conversations.jsonl')).map((row) => ({
    ...row,
    source: 'our own',
    maybe: [],
    messages: row.messages.map((message) => ({ ...message, sentAt: null })),
  }));
  return [...readPublic(data), ...own];
}

/** What is said of each judged conversation, beside what a reader said. */
function tellJudged(rows: readonly JudgedOutcome[]) {
  const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
  return rows.map((row) => {
    const { outcome, signals } = summariseConversation(row.messages, analysers);
    return { row, outcome, found: signals.map(({ name }) => name as string) };
  });
}

type Told = ReturnType<typeof tellJudged>[number];
const isRight = ({ row, outcome }: Told): boolean => row.outcomes.includes(outcome.outcome);
const share = (n: number, of: number): string => (of === 0 ? '' : percent(n / of, 0));

function outcomeRows(told: readonly Told[]): (string | number)[][] {
  return OUTCOMES.map((label) => {
    const said = told.filter(({ outcome }) => outcome.outcome === label);
    const is = told.filter(({ row }) => row.outcomes.length === 1 && row.outcomes[0] === label);
    return [
      ...[label, said.length, share(said.filter(isRight).length, said.length)],
      ...[is.length, share(is.filter(isRight).length, is.length)],
    ];
  });
}

function signalRows(told: readonly Told[]): (string | number)[][] {
  return SIGNALS.map((name) => {
    const said = told.filter(({ row, found }) => found.includes(name) && !row.maybe.includes(name));
    const right = said.filter(({ row }) => row.signals.includes(name)).length;
    const is = told.filter(({ row }) => row.signals.includes(name)).length;
    return [name, said.length, share(right, said.length), is, share(right, is)];
  });
}

/** Mean distance between confidence and being right, over what is said with the same confidence. */
function calibrationError(told: readonly Told[]): number {
  const groups = [...Map.groupBy(told, ({ outcome }) => outcome.confidence)];
  return (
    groups.reduce(
      (sum, [confidence, group]) => sum + Math.abs(group.filter(isRight).length - confidence * group.length),
      0,
    ) / told.length
  );
}

/** How conversations end, and what happened in them, beside what a reader said. */
export function measureOutcomes(data: string): Section {
  const told = tellJudged(readJudgedOutcomes(data));
  const of = (half: string): Told[] => told.filter(({ row }) => row.half === half);
  const unseen = of('unseen');
  const definite = unseen.filter(({ outcome }) => outcome.outcome !== 'unknown');
  const right = definite.filter(isRight).length / definite.length;
  const targets: Target[] = [
    {
      what: `outcome of conversations that nothing was tuned on, where one is told (${definite.length} of ${unseen.length})`,
      asked: '≥ 85 %',
      measured: percent(right, 0),
      isReached: right >= 0.85,
    },
  ];
  const sources = Map.groupBy(told, ({ row }) => `${row.half}, ${row.source}`);
  return {
    targets,
    lines: [
      '## Outcomes and signals',
      '',
      'Agreement with a reader (`tools/bench/text/README.md` says how they were judged). The half that nothing was tuned on:',
      '',
      ...toTable(['outcome', 'told', 'of these right', 'are so', 'of these found'], outcomeRows(unseen)),
      '',
      ...toTable(['signal', 'told', 'of these right', 'are so', 'of these found'], signalRows(unseen)),
      '',
      `Confidence of outcomes there: expected calibration error ${calibrationError(unseen).toFixed(3)}. Outcomes by where conversations come from:`,
      '',
      ...toTable(
        ['conversations', 'number', 'outcome right', 'told wrong', 'unknown though it shows'],
        [...sources]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([key, group]) => [
            key,
            group.length,
            share(group.filter(isRight).length, group.length),
            share(
              group.filter((one) => !isRight(one) && one.outcome.outcome !== 'unknown').length,
              group.length,
            ),
            share(
              group.filter((one) => !isRight(one) && one.outcome.outcome === 'unknown').length,
              group.length,
            ),
          ]),
      ),
    ],
  };
}
