import { submissionQueries } from '../collections/submission-parts.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import { scalar } from '../mongo/scalar.ts';
import type { SubmissionPart, SubmissionsRepository, SubmissionState } from '../store.ts';

function summed(submissionId: string, parts: readonly SubmissionPart[]): SubmissionState | null {
  const [first] = parts;
  if (first === undefined) return null;
  const last = parts.find(({ isLast }) => isLast);
  const sum = (field: 'nRows' | 'nPublished' | 'nUnchanged' | 'nRejected'): number =>
    parts.reduce((total, part) => total + part[field], 0);
  return {
    ...{ submissionId, source: first.source, isDone: last !== undefined && parts.length === last.part + 1 },
    ...{ nRows: sum('nRows'), nPublished: sum('nPublished') },
    ...{ nUnchanged: sum('nUnchanged'), nRejected: sum('nRejected') },
    processedAt: new Date(Math.max(...parts.map(({ processedAt }) => processedAt.getTime()))),
  };
}

/** `submission_parts`. */
export const createSubmissionsRepository = (access: CollectionAccess): SubmissionsRepository => ({
  putPart: async (tenant, part) =>
    replaceMany(access, [{ ...part, tenant }], ({ submissionId, part: number }) => ({
      tenant: scalar(tenant, 'tenant'),
      submissionId: scalar(submissionId, 'submissionId'),
      part: scalar(number, 'part'),
    })),
  find: async (tenant, submissionId) =>
    summed(submissionId, await access.find('find', submissionQueries.ofSubmission(tenant, submissionId))),
});
