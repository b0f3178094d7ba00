import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const DEMO = join(import.meta.dirname, '../../apps/standalone/demo/conversations.jsonl.gz');

interface Conversation {
  messages: { role: string; content: string; timestamp: string }[];
  [field: string]: unknown;
}

/**
 * Writes a corpus of `nConversations` with exactly `nMessages` each, as JSON Lines: the demo's conversations over and over, each under an id
 * of its own and cut, or filled up with its own messages, to the same length.
 */
export function writeCorpus(file: string, size: { nConversations: number; nMessages: number }): void {
  const demo = gunzipSync(readFileSync(DEMO))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Conversation);
  const lines = Array.from({ length: size.nConversations }, (_, n) => {
    const conversation = demo[n % demo.length] as Conversation;
    const own = conversation.messages;
    const messages = Array.from({ length: size.nMessages }, (_unused, at) => ({
      ...own[at % own.length],
      timestamp: own[Math.min(at, own.length - 1)]?.timestamp,
    }));
    return JSON.stringify({ ...conversation, conversation_id: `bench-${n}`, messages });
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
}
