import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { StubRow, StubTable } from '../../../apps/ingestion/test/nocodb-stub/stub-table.ts';
import { hashContent, LoadLedger, type LedgerContent, type LedgerEntry } from './load-ledger.ts';

/** Columns of the table that the load writes. */
export const LOAD_COLUMNS = [
  ...['conversation_id', 'user_id', 'model'].map((title) => ({ title, uidt: 'SingleLineText' })),
  ...['started_at', 'ended_at'].map((title) => ({ title, uidt: 'DateTime' })),
  { title: 'messages', uidt: 'JSON' },
];

/** Changes the source and keeps the ledger of it. */
export interface LoadGenerator {
  readonly ledger: LoadLedger;
  /** Messages of all conversations written so far, each time that they were. */
  nMessages(): number;
  /** Changes a second, spread evenly, until `pause`; conversations get so many messages, 3 unless told. Told so, it deletes nothing. */
  start(changesPerSecond: number, messagesPerConversation?: number): void;
  pause(): void;
  /** Each returns the ids of the conversations it changed. */
  insert(n: number): string[];
  update(n: number): string[];
  remove(n: number): string[];
  /** Changes these conversations, those that are live. */
  touch(conversationIds: readonly string[]): void;
  /** Deleted conversations come back, with new content, in a new row. */
  restore(n: number): string[];
}

/** Messages of a conversation unless told otherwise. */
const SHORT = 3;
const TICK_MS = 100;
/** Above this many live conversations more are deleted than inserted, so that comparing stays quick. */
const MAX_LIVE = 1_200;
const DAY_MS = 86_400_000;
const N_USERS = 40;
const N_DAYS = 2;

const SUBJECTS = ['invoice', 'delivery', 'password', 'subscription', 'refund', 'appointment', 'warranty'];
const FEELINGS = [
  'I am happy with',
  'I have a question about',
  'I am very unhappy with',
  'Please help me with',
];

export function createLoadGenerator(table: StubTable, random: () => number, name: string): LoadGenerator {
  const ledger = new LoadLedger();
  const firstDayMs = Date.UTC(2026, 2, 1);
  let nInserted = 0;
  let nMessages = 0;
  let length = SHORT;
  let timer: NodeJS.Timeout | undefined;

  function contentOf(conversationId: string, number: number, version: number): LedgerContent {
    const startedAtMs = firstDayMs + (number % N_DAYS) * DAY_MS + (number % 80_000) * 1_000;
    const subject = pickOne(random, SUBJECTS);
    const mark = `(${conversationId} version ${version})`;
    const said = [
      ['user', `${pickOne(random, FEELINGS)} my ${subject} ${mark}.`],
      ['assistant', `Thank you for asking. Let me look up your ${subject} for you.`],
      ['user', `That is fine, the ${subject} number is ${Math.floor(random() * 1e6)}.`],
    ] as const;
    const all = Array.from({ length }, (_, index) => said[index % said.length] ?? said[0]);
    return {
      conversationId,
      userId: `user-${number % N_USERS}`,
      model: `model-${number % 3}`,
      messages: all.map(([role, content], index) => ({
        role,
        content,
        sentAt: new Date(startedAtMs + index * 20_000).toISOString(),
      })),
    };
  }

  const toRow = ({ conversationId, userId, model, messages }: LedgerContent): StubRow => ({
    ...{ conversation_id: conversationId, user_id: userId, model },
    started_at: messages[0]?.sentAt ?? null,
    ended_at: messages.at(-1)?.sentAt ?? null,
    messages: messages.map(({ role, content, sentAt }) => ({ role, content, timestamp: sentAt })),
  });

  const numberOf = (conversationId: string): number => Number(conversationId.split('-').at(-1));

  function write(conversationId: string, version: number, into: number | null): string {
    const content = contentOf(conversationId, numberOf(conversationId), version);
    const row = toRow(content);
    nMessages += content.messages.length;
    const rowId = into ?? table.insert(row)[0] ?? 0;
    if (into !== null) table.update(into, row);
    ledger.set({ conversationId, rowId, version, hash: hashContent(content) });
    return conversationId;
  }

  /** Different entries, fewer than asked for where there are fewer. */
  function choose(from: readonly LedgerEntry[], n: number): LedgerEntry[] {
    const left = [...from];
    return Array.from({ length: Math.min(n, left.length) }, () => {
      const [chosen] = left.splice(Math.floor(random() * left.length), 1);
      return chosen as LedgerEntry;
    });
  }

  const rewrite = ({ conversationId, version, rowId }: LedgerEntry): string =>
    write(conversationId, version + 1, rowId);

  const generator: LoadGenerator = {
    ledger,
    nMessages: () => nMessages,
    insert: (n) => Array.from({ length: n }, () => write(`${name}-${++nInserted}`, 1, null)),
    update: (n) => choose(ledger.live(), n).map(rewrite),
    touch: (ids) => {
      for (const id of ids) {
        const entry = ledger.get(id);
        if (entry !== undefined && entry.hash !== null) rewrite(entry);
      }
    },
    remove: (n) =>
      choose(ledger.live(), n).map(({ conversationId, rowId, version }) => {
        table.remove(rowId);
        ledger.set({ conversationId, rowId, version: version + 1, hash: null });
        return conversationId;
      }),
    restore: (n) =>
      choose(ledger.deleted(), n).map((entry) => write(entry.conversationId, entry.version + 1, null)),
    start(changesPerSecond, messagesPerConversation = SHORT) {
      clearInterval(timer);
      length = messagesPerConversation;
      let owed = 0;
      timer = setInterval(() => {
        for (owed += (changesPerSecond * TICK_MS) / 1_000; owed >= 1; owed--)
          (length === SHORT ? change : insertOrUpdate)(generator, random);
      }, TICK_MS);
    },
    pause() {
      clearInterval(timer);
    },
  };
  return generator;
}

const isFullOf = ({ ledger }: LoadGenerator): boolean => ledger.live().length > MAX_LIVE;

/** Every change carries messages: a load of so many messages that also deleted would be refused as a mass deletion. */
function insertOrUpdate(load: LoadGenerator, random: () => number): void {
  if (random() < 0.4 || isFullOf(load)) load.update(1);
  else load.insert(1);
}

function change(load: LoadGenerator, random: () => number): void {
  const isFull = isFullOf(load);
  const dice = random();
  if (dice < 0.4) load.update(1);
  else if (dice < 0.5 || (isFull && dice < 0.95)) load.remove(1);
  else if (dice < 0.55) load.restore(1);
  else load.insert(1);
}
