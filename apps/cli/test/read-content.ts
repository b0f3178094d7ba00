import { canonicalJson } from '@convoscope/contracts';
import type { Db } from 'mongodb';
import { createHash } from 'node:crypto';

/** When a service did something, told by its own clock, not by the event; and that it wrote. */
const TIMES_OF_WORK = [
  'ingestedAt',
  'translatedAt',
  'categorisedAt',
  'scoredAt',
  'detectedAt',
  'updatedAt',
  'createdAt',
  'written',
];

const FROM_THE_LAKE = [
  ...['conversation_messages', 'conversation_translations', 'conversation_categories', 'conversation_scores'],
  ...['conversation_analytics', 'anomalies', 'incidents', 'user_analytics', 'analytics_reports'],
];

/** A hash of what each collection says that a rebuild brings back, whatever the order of keys, `_id` and times of work. */
export async function readContent(db: Db): Promise<Record<string, { n: number; hash: string }>> {
  const entries = FROM_THE_LAKE.map(async (name) => {
    const documents = await db
      .collection(name)
      .find({}, { projection: { _id: 0 } })
      .toArray();
    const said = documents.map((document) =>
      canonicalJson(
        JSON.parse(
          JSON.stringify(document, (key, value: unknown) =>
            TIMES_OF_WORK.includes(key) ? undefined : value,
          ),
        ),
      ),
    );
    const hash = createHash('sha256').update(said.sort().join('\n')).digest('hex');
    return [name, { n: documents.length, hash }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
