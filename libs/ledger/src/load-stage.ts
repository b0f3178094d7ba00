import { ledgerTerm } from '@convoscope/contracts';
import type { Row, ScratchDatabase } from './scratch-database.ts';
import type {
  LedgerMember,
  LogCounter,
  LoggedMember,
  LogKnowledge,
  StageCounter,
  StateCounter,
} from './stage-counter.ts';

const MEMBER = {
  source: 'VARCHAR',
  day: 'VARCHAR',
  id: 'VARCHAR',
  revision: 'VARCHAR',
  term: 'UBIGINT',
} as const;
const LOGGED = {
  ...MEMBER,
  event_id: 'VARCHAR',
  sequence: 'BIGINT',
  pass: 'BIGINT',
  appended_at: 'BIGINT',
} as const;

const memberRow = ({ source, date, conversationId, revision }: LedgerMember): Row => [
  source,
  date,
  conversationId,
  revision,
  ledgerTerm(conversationId, revision),
];

const loggedRow = (member: LoggedMember): Row => [
  ...memberRow(member),
  member.eventId,
  BigInt(member.sequence),
  BigInt(member.pass),
  BigInt(Math.trunc(member.appendedAtMs)),
];

/** What the table of a stage leaves out because its log may have let go of it. */
export interface LoadedStage {
  /** Live conversations that were last stored before may be absent. Null: nothing may. */
  readonly keptSinceMs: number | null;
}

/** Loads stages into tables of one database, one row a conversation as it stands there; what all logs share is loaded once. */
export function createStageLoader(database: ScratchDatabase) {
  const known = new Set<LogKnowledge>();

  async function loadState(
    table: string,
    { members, countsFirst = false }: Omit<StateCounter, 'stage'>,
  ): Promise<void> {
    const rows = await database.createTable(countsFirst ? 'listed' : table, MEMBER);
    for await (const member of members()) rows.append(memberRow(member));
    rows.done();
    if (!countsFirst) return;
    (await database.createTable(table, MEMBER)).done();
    await database.runInBuckets(
      'listed',
      (isInBucket) => `
        INSERT INTO ${table}
        SELECT source, day, id, revision, term FROM listed WHERE ${isInBucket('id')}
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY rowid) = 1`,
    );
    await database.run('DROP TABLE listed');
  }

  async function loadKnowledge(knowledge: LogKnowledge): Promise<void> {
    if (known.has(knowledge)) return;
    known.add(knowledge);
    const deletions = await database.createTable('deletion', { id: 'VARCHAR', sequence: 'BIGINT' });
    await knowledge.scanDeletions((some) => {
      for (const { conversationId, sequence } of some) deletions.append([conversationId, BigInt(sequence)]);
    });
    deletions.done();
    const stored = await database.createTable('stored', { id: 'VARCHAR', stored_at: 'BIGINT' });
    for await (const { conversationId, ingestedAt } of knowledge.stored())
      stored.append([conversationId, BigInt(ingestedAt.getTime())]);
    stored.done();
  }

  async function loadLog(table: string, counter: LogCounter): Promise<LoadedStage> {
    await loadKnowledge(counter.knowledge);
    const keptSinceMs = await counter.keptSinceMs();
    const events = await database.createTable('logged', LOGGED);
    await counter.scan((members) => {
      for (const member of members) events.append(loggedRow(member));
    });
    events.done();
    (await database.createTable(table, MEMBER)).done();
    await database.runInBuckets('logged', (isInBucket) => `INSERT INTO ${table} ${standing(isInBucket)}`, {
      since: keptSinceMs,
    });
    await database.run('DROP TABLE logged');
    return { keptSinceMs };
  }

  return async function load(table: string, counter: StageCounter): Promise<LoadedStage> {
    if ('scan' in counter) return loadLog(table, counter);
    await loadState(table, {
      members: () => counter.members(),
      ...(counter.countsFirst !== undefined && { countsFirst: counter.countsFirst }),
    });
    return { keptSinceMs: null };
  };
}

/**
 * What stands on a log: of each conversation the newest sequence, then pass, once an event id, without those deleted since. Left out is also
 * what outlived its deletion, which has left its own log: older than what is surely kept, and not among what lives.
 */
const VERSION = 'sequence::HUGEINT * 4294967296 + pass';
const standing = (isInBucket: (column: string) => string): string => `
  WITH part AS (SELECT * FROM logged WHERE ${isInBucket('id')}),
    top AS (SELECT id, max(${VERSION}) AS version FROM part GROUP BY id),
    standing AS (
      SELECT source, day, part.id, revision, term, event_id, max(sequence) AS sequence, max(appended_at) AS appended_at
      FROM part JOIN top ON part.id = top.id AND ${VERSION} = top.version
      GROUP BY source, day, part.id, revision, term, event_id
    )
  SELECT source, day, id, revision, term FROM standing
  WHERE id NOT IN (
      SELECT deletion.id FROM deletion JOIN top USING (id)
      WHERE ${isInBucket('deletion.id')} AND deletion.sequence >= top.version // 4294967296)
    AND ($since::BIGINT IS NULL OR appended_at >= $since::BIGINT
      OR id IN (SELECT id FROM stored WHERE ${isInBucket('id')} AND stored_at < $since::BIGINT))`;
