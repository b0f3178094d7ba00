import { searchTerms } from '@convoscope/search';
import { translationQueries } from '../collections/conversation-translations.ts';
import type { TranslationDocument } from '../documents.ts';
import { MAX_TIME_MS, type CollectionAccess } from '../mongo/collection-access.ts';
import { afterPosition, withPosition } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { TimePosition, TranslationsRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

/** Fields of the collection that are not part of the document as others see it. */
const INTERNAL = { terms: 0 } as const;

/** What a conversation can be found by. */
export const termsOf = ({
  title,
  language,
  messages,
}: Pick<TranslationDocument, 'title' | 'language' | 'messages'>): string[] =>
  searchTerms([
    { text: title ?? '', language },
    ...messages.map((message) => ({ text: message.content, language: message.language })),
    ...messages.flatMap(({ translations }) =>
      Object.entries(translations).map(([target, text]) => ({ text, language: target })),
    ),
  ]);

async function findByTerms(
  access: CollectionAccess,
  tenant: string,
  [first = [], ...others]: readonly (readonly string[])[],
  { after, limit, ...range }: Parameters<TranslationsRepository['findByTerms']>[2],
): Promise<(TimePosition & { hasAll: boolean })[]> {
  const { filter, sort = {}, index } = translationQueries.withTerms(tenant, first, range);
  const pipeline = [
    { $match: after === undefined ? filter : { $and: [filter, afterPosition({ ...after }, sort)] } },
    { $sort: { ...sort } },
    { $limit: limit },
    {
      $project: {
        ...{ _id: 0, startedAt: 1, conversationId: 1 },
        hasAll: {
          $and: others.map((word) => ({
            $ne: [{ $setIntersection: ['$terms', { $literal: [...word] }] }, []],
          })),
        },
      },
    },
  ];
  return access.run('findByTerms', () =>
    access.native
      .aggregate<TimePosition & { hasAll: boolean }>(pipeline, { hint: index, maxTimeMS: MAX_TIME_MS })
      .toArray(),
  );
}

/** `conversation_translations`. Its terms are made when it is written. */
export const createTranslationsRepository = (access: CollectionAccess): TranslationsRepository => {
  const versioned = createVersionedRepository<TranslationDocument>(access, translationQueries, INTERNAL);
  return {
    ...versioned,
    upsertMany: async (tenant, documents) =>
      versioned.upsertMany(
        tenant,
        documents.map((document) => ({ ...document, terms: termsOf(document) })),
      ),
    findUntranslated: async (tenant, limit) =>
      access.find('findUntranslated', translationQueries.untranslated(tenant), {
        limit,
        projection: INTERNAL,
      }),
    findAfter: async (tenant, conversationId, limit) =>
      access.find('findAfter', withPosition(translationQueries.live(tenant), { conversationId }), {
        limit,
        projection: INTERNAL,
      }),
    findUnpublished: async (tenant, limit) =>
      access.find('findUnpublished', translationQueries.unpublished(tenant), { limit, projection: INTERNAL }),
    markPublished: async (tenant, { conversationId, sequence, pass }) =>
      access.run('markPublished', async () => {
        const { filter } = translationQueries.byIds(tenant, [conversationId]);
        // What has been written since has its own publishing ahead of it.
        const same = { ...filter, sequence: scalar(sequence, 'sequence'), pass: scalar(pass, 'pass') };
        await access.native.updateOne(same, { $unset: { isPublished: '' } });
      }),
    findByTerms: async (tenant, words, range) => findByTerms(access, tenant, words, range),
  };
};
