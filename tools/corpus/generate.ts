/** Writes the demo corpus: `node tools/corpus/generate.ts`. Same seed, same bytes. See docs/demo-corpus.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildCorpus } from './build-corpus.ts';
import { DEMO_SEED, toIncidentsJson, toJsonLines } from './corpus-files.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../apps/standalone/demo');
const corpus = buildCorpus(DEMO_SEED);
const packed = gzipSync(toJsonLines(corpus), { level: 9 });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'conversations.jsonl.gz'), packed);
writeFileSync(join(folder, 'incidents.json'), toIncidentsJson(corpus));
const nMessages = corpus.conversations.reduce((sum, conversation) => sum + conversation.messages.length, 0);
process.stdout.write(
  `${corpus.conversations.length} conversations, ${nMessages} messages, ${packed.length} bytes\n`,
);
