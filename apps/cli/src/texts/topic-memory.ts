import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { DataError } from '@convoscope/detectors';
import type { KnownTopic } from '@convoscope/text';
import { z } from 'zod';

/** The topics of one run, for the next one. */
export interface TopicMemory {
  /** Which embeddings the middles are of: others cannot be compared. */
  readonly embeddings: string;
  readonly topics: readonly KnownTopic[];
}

const schema = z.object({
  embeddings: z.string(),
  topics: z.array(
    z.object({ id: z.string().min(1), name: z.string(), middle: z.string(), spread: z.number() }),
  ),
});

const toText = (middle: Float32Array): string =>
  Buffer.from(middle.buffer, middle.byteOffset, middle.byteLength).toString('base64');

const fromText = (text: string): Float32Array =>
  new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

/** What an earlier run left; nothing where there was none. Throws DataError where it is damaged, or of other embeddings. */
export async function readTopicMemory(file: string, embeddings: string): Promise<readonly KnownTopic[]> {
  if (!existsSync(file)) return [];
  let found: z.infer<typeof schema>;
  try {
    found = schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new DataError(`--state ${file} is not what topics discover wrote: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (found.embeddings !== embeddings)
    throw new DataError(
      `--state ${file} is of the embeddings ${found.embeddings}, not ${embeddings}: name those, or another file`,
    );
  return found.topics.map((topic) => ({ ...topic, middle: fromText(topic.middle) }));
}

/** Keeps topics for the next run; the old file stays until the new one is whole. */
export async function writeTopicMemory(file: string, { embeddings, topics }: TopicMemory): Promise<void> {
  const kept = topics.map(({ middle, ...topic }) => ({ ...topic, middle: toText(middle) }));
  await writeFile(`${file}.new`, JSON.stringify({ embeddings, topics: kept }), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
