import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { repositoryRoot } from './processes.ts';

/** A conversation in the shape of `convoscope example`. */
export interface CorpusConversation {
  conversation_id: string;
  started_at: string;
  ended_at: string;
  user_id: string;
  model: string;
  language: string;
  messages: { role: string; content: string; timestamp: string }[];
}

const SHARED_FILE = 'conversations/sgd_train_2500.jsonl.gz';
const DEMO_FILE = join(repositoryRoot, 'apps/standalone/demo/conversations.jsonl.gz');

/** Real conversations where a folder of them is at hand (CONVOSCOPE_SHARED_DATA, or beside the repository), else the demo corpus. */
export function findCorpus(): string {
  const folder = process.env['CONVOSCOPE_SHARED_DATA'] ?? join(repositoryRoot, '../shared/data');
  const shared = join(folder, SHARED_FILE);
  return existsSync(shared) ? shared : DEMO_FILE;
}

/** The first `limit` conversations of a gzipped JSON Lines file. */
export async function readCorpus(file: string, limit: number): Promise<CorpusConversation[]> {
  const conversations: CorpusConversation[] = [];
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  for await (const line of lines) {
    if (conversations.length === limit) break;
    conversations.push(JSON.parse(line) as CorpusConversation);
  }
  return conversations;
}

/** The columns of a NocoDB table that holds such conversations, the messages as JSON. */
export const CORPUS_COLUMNS = [
  ...['conversation_id', 'user_id', 'model', 'language'].map((title) => ({ title, uidt: 'SingleLineText' })),
  ...['started_at', 'ended_at'].map((title) => ({ title, uidt: 'DateTime' })),
  { title: 'messages', uidt: 'JSON' },
];

/** A conversation as a row of that table. */
export const toRow = (conversation: CorpusConversation): Record<string, unknown> =>
  Object.fromEntries(
    CORPUS_COLUMNS.map(({ title }) => [title, conversation[title as keyof CorpusConversation]]),
  );
