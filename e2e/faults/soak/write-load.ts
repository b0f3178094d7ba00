import type { StubTable } from '../../../apps/ingestion/test/nocodb-stub/stub-table.ts';
import { toRow, type CorpusConversation } from '../../conversation-corpus.ts';

/** Messages that a conversation begins with, and that every second one gets later. */
const FIRST_MESSAGES = 6;
const LATER_MESSAGES = 4;
const MEAN_MESSAGES = FIRST_MESSAGES + LATER_MESSAGES / 2;
const GOES_ON_AFTER_MS = 60_000;
const N_USERS = 2_000;
const TICK_MS = 250;

/** What was written to the source, by the writer's own count. */
export interface WrittenLoad {
  nConversations: number;
  nMessages: number;
  /** Conversations that went on later. */
  nUpdates: number;
}

export interface SoakLoad {
  readonly written: Readonly<WrittenLoad>;
  /** Ends the load; conversations that have not gone on by then stay as they are. */
  stop(): void;
}

export interface LoadOptions {
  readonly table: StubTable;
  readonly corpus: readonly CorpusConversation[];
  /** Messages a second. */
  readonly rate: number;
  readonly now: () => number;
}

/**
 * The nth conversation, of `nMessages`: the corpus over and over, with ids of its own, its messages repeated to the length, a second apart.
 * Pure.
 */
export function soakConversation(
  corpus: readonly CorpusConversation[],
  n: number,
  nMessages: number,
  startedAtMs: number,
): CorpusConversation {
  const model = corpus[n % corpus.length] as CorpusConversation;
  const at = (index: number): string => new Date(startedAtMs + index * 1_000).toISOString();
  const messages = Array.from({ length: nMessages }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: model.messages[index % model.messages.length]?.content ?? '',
    timestamp: at(index),
  }));
  return {
    ...{ conversation_id: `soak-${n}`, user_id: `soak-user-${n % N_USERS}`, model: model.model },
    ...{ language: model.language, started_at: at(0), ended_at: at(nMessages - 1), messages },
  };
}

/** Writes conversations to the source at an even rate until stopped; every second one goes on a minute later. */
export function startLoad({ table, corpus, rate, now }: LoadOptions): SoakLoad {
  const written: WrittenLoad = { nConversations: 0, nMessages: 0, nUpdates: 0 };
  const open: { id: number; n: number; startedAtMs: number }[] = [];
  const beganAt = now();

  const begin = (): void => {
    const n = written.nConversations;
    const startedAtMs = now();
    const [id = 0] = table.insert(toRow(soakConversation(corpus, n, FIRST_MESSAGES, startedAtMs)));
    written.nConversations += 1;
    written.nMessages += FIRST_MESSAGES;
    if (n % 2 === 0) open.push({ id, n, startedAtMs });
  };
  const goOn = ({ id, n, startedAtMs }: (typeof open)[number]): void => {
    table.update(id, toRow(soakConversation(corpus, n, FIRST_MESSAGES + LATER_MESSAGES, startedAtMs)));
    written.nUpdates += 1;
    written.nMessages += LATER_MESSAGES;
  };
  const tick = (): void => {
    const due = ((now() - beganAt) / 1_000) * (rate / MEAN_MESSAGES);
    while (written.nConversations < due) begin();
    for (
      let first = open[0];
      first !== undefined && now() - first.startedAtMs >= GOES_ON_AFTER_MS;
      first = open[0]
    )
      goOn(open.shift() as typeof first);
  };
  const timer = setInterval(tick, TICK_MS);
  return { written, stop: () => clearInterval(timer) };
}
