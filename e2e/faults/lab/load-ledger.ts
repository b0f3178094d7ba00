import { createHash } from 'node:crypto';

/** What a conversation says: the part of it that must arrive unchanged everywhere. */
export interface LedgerContent {
  readonly conversationId: string;
  readonly userId: string | null;
  readonly model: string | null;
  readonly messages: readonly { role: string; content: string; sentAt: string | null }[];
}

export interface LedgerEntry {
  readonly conversationId: string;
  /** Row of the source; of a deleted conversation the last one. */
  readonly rowId: number;
  /** Counts the changes of this conversation. */
  readonly version: number;
  /** Of its content; null while it is deleted. */
  readonly hash: string | null;
}

/** Fingerprint of a content, computed here and not by the product. Times are compared as instants. */
export function hashContent({ conversationId, userId, model, messages }: LedgerContent): string {
  const said = messages.map(({ role, content, sentAt }) => [
    role,
    content,
    sentAt === null ? null : Date.parse(sentAt),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([conversationId, userId, model, said]))
    .digest('hex');
}

/** L0: what the lab itself has written into the source. */
export class LoadLedger {
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #changed = new Set<string>();
  readonly #forgotten = new Set<string>();

  set(entry: LedgerEntry): void {
    this.#entries.set(entry.conversationId, entry);
    this.#changed.add(entry.conversationId);
  }

  get(conversationId: string): LedgerEntry | undefined {
    return this.#entries.get(conversationId);
  }

  entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()];
  }

  live(): readonly LedgerEntry[] {
    return this.entries().filter(({ hash }) => hash !== null);
  }

  deleted(): readonly LedgerEntry[] {
    return this.entries().filter(({ hash }) => hash === null);
  }

  /** Conversations that changed since the last `settle`. */
  changed(): readonly string[] {
    return [...this.#changed];
  }

  settle(): void {
    this.#changed.clear();
  }

  isForgotten(conversationId: string): boolean {
    return this.#forgotten.has(conversationId);
  }

  /** Leaves conversations out of every later comparison: a row that failed must not fail the next ones too. */
  forget(conversationIds: Iterable<string>): void {
    for (const id of conversationIds) {
      this.#forgotten.add(id);
      this.#entries.delete(id);
      this.#changed.delete(id);
    }
  }
}
