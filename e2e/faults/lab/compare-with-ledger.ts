import type { mongo } from 'mongoose';
import { readLake, type LakeView } from './lake-rows.ts';
import { hashContent, type LedgerContent, type LoadLedger } from './load-ledger.ts';
import { TAPPED, type Standing, type TappedTopic, type WireTap } from './wire-tap.ts';

/** Something that a stage holds otherwise than the ledger. */
export interface Difference {
  /** `lost`: missing or old. `doubled`: there twice, or there although it is gone or never was. */
  readonly kind: 'lost' | 'doubled';
  readonly stage: string;
  readonly conversationId: string;
  readonly what: string;
}

export interface Stages {
  readonly ledger: LoadLedger;
  readonly database: mongo.Db;
  readonly tap: WireTap;
  /** Where the S3 server keeps the bucket. */
  readonly bucketDir: string;
}

/** One stage as the comparison sees it: what it holds now, each conversation with its revision and, where it has it, its content. */
interface StageView {
  readonly stage: string;
  readonly standing: ReadonlyMap<string, Pick<Standing, 'revision' | 'contentHash'>>;
  readonly doubled: readonly string[];
}

type Document = Record<string, unknown> & { conversationId: string };

const DERIVED: readonly TappedTopic[] = ['translated', 'categorised', 'scored'];
const DERIVED_COLLECTIONS = ['conversation_translations', 'conversation_categories', 'conversation_scores'];

/** Compares every stage with the ledger; the tap must have read to the end. */
export async function compareWithLedger({ ledger, database, tap, bucketDir }: Stages): Promise<Difference[]> {
  const messages = await readMessages(database);
  const lake = await readLake(bucketDir);
  const deletedOnTopic = new Map([...tap.standing('deleted')].map(([id, { sequence }]) => [id, sequence]));
  const carriers = [messages, topicView(tap, 'ingested', deletedOnTopic), lakeView(lake, 'ingested')];
  const derived = [
    ...DERIVED.map((topic) => topicView(tap, topic, deletedOnTopic)),
    ...DERIVED.map((topic) => lakeView(lake, topic)),
    ...(await Promise.all(DERIVED_COLLECTIONS.map((name) => readCollection(database, name)))),
    await readAnalytics(database),
  ];
  const found = [
    ...carriers.flatMap((view) => compareContent(view, ledger)),
    ...derived.flatMap((view) => compareRevisions(view, ledger, messages)),
    ...[...carriers, ...derived].flatMap(({ stage, doubled }) =>
      doubled.map((conversationId): Difference => ({
        kind: 'doubled',
        stage,
        conversationId,
        what: 'twice',
      })),
    ),
  ];
  return found.filter(({ conversationId }) => !ledger.isForgotten(conversationId));
}

const lost = (stage: string, conversationId: string, what: string): Difference => ({
  ...{ kind: 'lost', stage, conversationId, what },
});

function* phantoms({ stage, standing }: StageView, ledger: LoadLedger): Generator<Difference> {
  for (const conversationId of standing.keys()) {
    const entry = ledger.get(conversationId);
    if (entry !== undefined && entry.hash !== null) continue;
    yield { kind: 'doubled', stage, conversationId, what: entry === undefined ? 'never was' : 'is gone' };
  }
}

function compareContent(view: StageView, ledger: LoadLedger): Difference[] {
  const found = [...phantoms(view, ledger)];
  for (const { conversationId, hash } of ledger.live()) {
    const standing = view.standing.get(conversationId);
    if (standing === undefined) found.push(lost(view.stage, conversationId, 'missing'));
    else if (standing.contentHash !== hash) found.push(lost(view.stage, conversationId, 'old content'));
  }
  return found;
}

/** Derived stages carry no text: what they were made from is known by its revision. */
function compareRevisions(view: StageView, ledger: LoadLedger, messages: StageView): Difference[] {
  const found = [...phantoms(view, ledger)];
  for (const { conversationId } of ledger.live()) {
    const expected = messages.standing.get(conversationId)?.revision;
    const standing = view.standing.get(conversationId);
    if (expected === undefined) continue;
    if (standing === undefined) found.push(lost(view.stage, conversationId, 'missing'));
    else if (standing.revision !== expected) found.push(lost(view.stage, conversationId, 'old revision'));
  }
  return found;
}

/** Without what was deleted after it. */
function living<T extends Pick<Standing, 'sequence'>>(
  standing: ReadonlyMap<string, T>,
  deletions: ReadonlyMap<string, number>,
): Map<string, T> {
  return new Map([...standing].filter(([id, { sequence }]) => (deletions.get(id) ?? -1) < sequence));
}

const topicView = (tap: WireTap, topic: TappedTopic, deletions: ReadonlyMap<string, number>): StageView => ({
  ...{ stage: `topic ${TAPPED[topic]}`, doubled: [] },
  standing: living(tap.standing(topic), deletions),
});

function lakeView(lake: LakeView, name: string): StageView {
  const dataset = lake.datasets.get(name);
  return {
    stage: `lake conversations-${name}`,
    standing: living(dataset?.standing ?? new Map<string, Standing>(), lake.deletions),
    doubled: dataset?.doubled ?? [],
  };
}

function toView(
  stage: string,
  documents: readonly Document[],
  revisionOf: (d: Document) => string,
): StageView {
  const standing = new Map<string, Pick<Standing, 'revision' | 'contentHash'>>();
  const doubled: string[] = [];
  for (const document of documents) {
    const { conversationId } = document;
    if (standing.has(conversationId)) doubled.push(conversationId);
    const contentHash = 'messages' in document ? hashContent(document as unknown as LedgerContent) : null;
    standing.set(conversationId, { revision: revisionOf(document), contentHash });
  }
  return { stage, standing, doubled };
}

const revisionOf = ({ revision }: Document): string => String(revision);

async function readMessages(database: mongo.Db): Promise<StageView> {
  const filter = { deletedAt: null, revision: { $exists: true } };
  const fields = { _id: 0, conversationId: 1, userId: 1, model: 1, messages: 1, revision: 1 };
  const found = await database
    .collection<Document>('conversation_messages')
    .find(filter, { projection: fields })
    .toArray();
  return toView('mongodb conversation_messages', found, revisionOf);
}

async function readCollection(database: mongo.Db, name: string): Promise<StageView> {
  const filter = { revision: { $exists: true }, deletedAt: null };
  const projection = { _id: 0, conversationId: 1, revision: 1 };
  const found = await database.collection<Document>(name).find(filter, { projection }).toArray();
  return toView(`mongodb ${name}`, found, revisionOf);
}

interface AnalyticsRow extends Document {
  sequence: number;
  language: { sequence: number } | null;
  category: { sequence: number } | null;
  anomaly: { sequence: number } | null;
}

/** The joined row counts as its revision only where all its sections are of that revision. */
export const isJoined = ({ sequence, language, category, anomaly }: AnalyticsRow): boolean =>
  [language, category, anomaly].every((section) => section?.sequence === sequence);

async function readAnalytics(database: mongo.Db): Promise<StageView> {
  const projection = {
    ...{ _id: 0, conversationId: 1, revision: 1, sequence: 1 },
    ...{ 'language.sequence': 1, 'category.sequence': 1, 'anomaly.sequence': 1 },
  };
  const found = await database
    .collection<AnalyticsRow>('conversation_analytics')
    .find({ isLive: true }, { projection })
    .toArray();
  return toView('report conversation_analytics', found, (row) =>
    isJoined(row as AnalyticsRow) ? revisionOf(row) : 'sections of another revision',
  );
}

/** Which of these conversations do not yet stand in MongoDB as the ledger has them, from the first stage to the joined row. */
export async function notYetArrived(
  { ledger, database }: Pick<Stages, 'ledger' | 'database'>,
  ids: readonly string[],
): Promise<string[]> {
  const filter = { conversationId: { $in: [...ids] } };
  const messages = await database
    .collection<Document>('conversation_messages')
    .find({ ...filter, deletedAt: null })
    .toArray();
  const rows = await database
    .collection<AnalyticsRow>('conversation_analytics')
    .find({ ...filter, isLive: true })
    .toArray();
  const [messageOf, rowOf] = [messages, rows].map((all) => new Map(all.map((d) => [d.conversationId, d])));
  return ids.filter((id) => {
    const hash = ledger.get(id)?.hash ?? null;
    const message = messageOf?.get(id);
    const row = rowOf?.get(id) as AnalyticsRow | undefined;
    if (hash === null) return message !== undefined || row !== undefined;
    if (message === undefined || hashContent(message as unknown as LedgerContent) !== hash) return true;
    return row === undefined || row['revision'] !== message['revision'] || !isJoined(row);
  });
}
