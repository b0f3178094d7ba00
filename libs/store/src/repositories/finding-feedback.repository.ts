import { feedbackQueries } from '../collections/finding-feedback.ts';
import type { FindingFeedbackDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { FindingFeedbackRepository } from '../store.ts';

/** `finding_feedback`. */
export const createFindingFeedbackRepository = (access: CollectionAccess): FindingFeedbackRepository => ({
  upsert: async (tenant, document) =>
    replaceMany(access, [{ ...document, tenant }], ({ subjectId }) => ({ tenant, subjectId })),
  findBySubject: async (tenant, subjectId) =>
    (
      await access.find<FindingFeedbackDocument>(
        'findBySubject',
        feedbackQueries.bySubject(tenant, subjectId),
      )
    )[0] ?? null,
  findOf: async (tenant, subjectIds) =>
    access.find<FindingFeedbackDocument>('findOf', feedbackQueries.ofSubjects(tenant, subjectIds)),
  findNewest: async (tenant, limit) =>
    access.find<FindingFeedbackDocument>('findNewest', feedbackQueries.newest(tenant), { limit }),
});
