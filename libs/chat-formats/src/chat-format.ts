/** A conversation in the words of the default column mapping, whatever product it comes from. */
export interface PlainConversation {
  conversation_id: string;
  title?: string;
  user_id?: string;
  model?: string;
  started_at?: string;
  ended_at?: string;
  messages: PlainMessage[];
  [metadata: string]: unknown;
}

export interface PlainMessage {
  role: 'user' | 'assistant' | 'system' | 'tool';
  content: string;
  timestamp?: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The export file of a product: how a record of it is known, and what conversation it is. */
export interface ChatFormat {
  readonly name: string;
  /** Product, and the file that people have of it. */
  readonly title: string;
  /** A key by which a record in a JSON document is found, however deep it lies. */
  readonly recordKeys: readonly string[];
  /** Whether a record is one of these. Looks at few fields; never throws. */
  recognises(record: Fields): boolean;
  /** Null: there is nothing in it that somebody said. */
  toConversation(record: Fields): PlainConversation | null;
  /** Where several records make a conversation: which one this belongs to. Absent: each record is one. */
  groupOf?(record: Fields): string | null;
  /** Of records of one group, in the order of the file. */
  joinGroup?(group: string, records: readonly Fields[]): PlainConversation | null;
}
