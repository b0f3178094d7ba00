/** Incidents that were put into corpora on purpose, and what is found of them and beside them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectIn } from '../../../apps/anomaly/test/detect-in.ts';
import type { ConversationFact } from '../../../apps/anomaly/src/incidents/conversation-fact.ts';
import { buildCorpus } from '../../corpus/build-corpus.ts';
import { DEMO_SEED } from '../../corpus/corpus-files.ts';
import { readFacts, toFacts, type StoredConversation } from './read-facts.ts';
import { toTable, type Section } from './section.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/conversations');
/** Corpora of the same kind that nothing was chosen on. */
const OTHER_SEEDS = [101, 102, 103, 104, 105];
/** What the service is set to: incidents a day where nothing happens. */
const RATE = 0.6 / 30;
const MOST_FALSE = 2;

interface Labelled {
  name: string;
  facts: ConversationFact[];
  incidents: readonly { from: string; to: string }[];
}

interface Found {
  name: string;
  nConversations: number;
  nDays: number;
  nIncidents: number;
  /** An incident lies over it. */
  nFound: number;
  nFalse: number;
}

const generated = (name: string, seed: number): Labelled => {
  const corpus = buildCorpus(seed);
  return {
    name,
    facts: toFacts(corpus.conversations as readonly StoredConversation[]),
    incidents: corpus.incidents,
  };
};

function* labelledCorpora(): Generator<Labelled> {
  yield generated('the bundled corpus', DEMO_SEED);
  for (const seed of OTHER_SEEDS) yield generated(`generated, seed ${seed}`, seed);
  const file = join(DATA, 'sgd_train_2500.jsonl.gz');
  if (!existsSync(file)) return;
  const labels = JSON.parse(readFileSync(file.replace('.jsonl.gz', '.injected_anomalies.json'), 'utf8')) as {
    start: string;
    end: string;
  }[];
  yield {
    name: 'task dialogues',
    facts: readFacts(file),
    incidents: labels.map(({ start, end }) => ({ from: start, to: end })),
  };
}

const overlaps = (a: { from: string; to: string }, b: { startedAt: string; endedAt: string }): boolean =>
  Date.parse(a.from) < Date.parse(b.endedAt) && Date.parse(b.startedAt) < Date.parse(a.to);

async function measureCorpus({ name, facts, incidents }: Labelled): Promise<Found> {
  const found = await detectIn(facts, RATE);
  const days = new Set(facts.map(({ startedAt }) => startedAt.slice(0, 10)));
  return {
    ...{ name, nConversations: facts.length, nDays: days.size, nIncidents: incidents.length },
    nFound: incidents.filter((one) => found.some((other) => overlaps(one, other))).length,
    nFalse: found.filter((other) => !incidents.some((one) => overlaps(one, other))).length,
  };
}

export async function measureIncidents(): Promise<Section> {
  const rows: Found[] = [];
  for (const corpus of labelledCorpora()) rows.push(await measureCorpus(corpus));
  const sum = (of: (row: Found) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const sixWeeks = sum(({ nDays }) => nDays) / 42;
  return {
    targets: [
      {
        what: 'incidents put in on purpose, found',
        asked: 'all',
        measured: `${sum(({ nFound }) => nFound)} of ${sum(({ nIncidents }) => nIncidents)}`,
        isReached: rows.every(({ nFound, nIncidents }) => nFound === nIncidents),
      },
      {
        what: 'false incidents in six weeks',
        asked: `≤ ${MOST_FALSE}`,
        measured: (sum(({ nFalse }) => nFalse) / sixWeeks).toFixed(2),
        isReached: sum(({ nFalse }) => nFalse) / sixWeeks <= MOST_FALSE,
      },
    ],
    lines: [
      '## Incidents',
      '',
      'Corpora with incidents put in on purpose (bursts of errors, a bad week of one model, a burst of one person, surges of volume and of a topic, silences, slow answers), classified as the services do it, with default settings. Found: an incident that lies over it; false: an incident that lies over none.',
      '',
      ...toTable(
        ['corpus', 'conversations', 'days', 'put in', 'found', 'false'],
        rows.map((row) => [
          ...[row.name, String(row.nConversations), String(row.nDays)],
          ...[String(row.nIncidents), String(row.nFound), String(row.nFalse)],
        ]),
      ),
      '',
    ],
  };
}
