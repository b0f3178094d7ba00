import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { SourceChoice } from './parse-options.ts';

const DEMO_CORPUS = join(import.meta.dirname, '../demo/conversations.jsonl.gz');
const WEEK_MS = 7 * 86_400_000;

/** Settings of the ingestion for the chosen source; the environment decides the rest. */
export async function prepareSource(
  source: SourceChoice,
  dataDir: string,
  nowMs: number,
): Promise<Record<string, string>> {
  switch (source.kind) {
    case 'nocodb':
      return { SOURCE_KIND: 'nocodb', SOURCE_NAME: 'nocodb' };
    case 'file':
      return { SOURCE_KIND: 'file', SOURCE_NAME: 'file', SOURCE_PATH: source.path };
    case 'demo':
      return {
        SOURCE_KIND: 'file',
        SOURCE_NAME: 'demo',
        SOURCE_PATH: await prepareDemoCorpus(dataDir, nowMs),
      };
  }
}

/**
 * The demo corpus as if it had ended in the last week: moved by whole weeks, so that weekends stay weekends. Made once;
 * later starts find the same conversations.
 */
async function prepareDemoCorpus(dataDir: string, nowMs: number): Promise<string> {
  const file = join(dataDir, 'demo', 'conversations.jsonl');
  if (existsSync(file)) return file;
  const conversations = await readCorpus();
  const lastMs = Math.max(...conversations.map(({ ended_at: endedAt }) => Date.parse(endedAt)));
  const shiftMs = Math.floor((startOfDay(nowMs) - 1 - lastMs) / WEEK_MS) * WEEK_MS;
  const lines = conversations.map((conversation) => `${JSON.stringify(shiftTimes(conversation, shiftMs))}\n`);
  await mkdir(join(dataDir, 'demo'), { recursive: true });
  await writeFile(`${file}.new`, lines.join(''));
  await rename(`${file}.new`, file);
  return file;
}

const startOfDay = (ms: number): number => Math.floor(ms / 86_400_000) * 86_400_000;

interface DemoConversation {
  started_at: string;
  ended_at: string;
  messages: { timestamp: string }[];
}

async function readCorpus(): Promise<DemoConversation[]> {
  const conversations: DemoConversation[] = [];
  for await (const line of createInterface({ input: createReadStream(DEMO_CORPUS).pipe(createGunzip()) })) {
    conversations.push(JSON.parse(line) as DemoConversation);
  }
  return conversations;
}

function shiftTimes(conversation: DemoConversation, shiftMs: number): DemoConversation {
  const shift = (iso: string): string => new Date(Date.parse(iso) + shiftMs).toISOString();
  return {
    ...conversation,
    started_at: shift(conversation.started_at),
    ended_at: shift(conversation.ended_at),
    messages: conversation.messages.map((message) => ({ ...message, timestamp: shift(message.timestamp) })),
  };
}
