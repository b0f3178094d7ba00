import type { Page, Store } from '@convoscope/store';
import type { Verdict } from './schemas.ts';

type Judged<T> = T & { verdict: Verdict | null };

/** A page of findings, each with the last word on it. Cost: one query a page. */
export async function withVerdicts<T>(
  { findingFeedback }: { findingFeedback: Pick<Store['findingFeedback'], 'findOf'> },
  tenant: string,
  { items, nextCursor }: Page<T>,
  idOf: (item: T) => string,
): Promise<Page<Judged<T>>> {
  const feedback = items.length === 0 ? [] : await findingFeedback.findOf(tenant, items.map(idOf));
  const bySubject = new Map(feedback.map((document) => [document.subjectId, document]));
  return {
    items: items.map((item) => {
      const found = bySubject.get(idOf(item));
      if (found === undefined) return { ...item, verdict: null };
      const { verdict, reason, givenBy, givenAt } = found;
      return { ...item, verdict: { verdict, reason, givenBy, givenAt } };
    }),
    nextCursor,
  };
}
