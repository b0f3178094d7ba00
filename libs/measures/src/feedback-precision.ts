import type { FindingFeedbackDocument } from '@convoscope/store';

/** Of the findings that people judged, how many were right. */
export interface Precision {
  nJudged: number;
  nConfirmed: number;
  /** Null where nothing was judged. */
  precision: number | null;
}

export interface PrecisionOverTime extends Precision {
  /** By month in which they were judged, oldest first. */
  months: (Precision & { month: string })[];
  /** By kind of finding, those judged most first. */
  kinds: (Precision & { kind: string })[];
}

function countOf(feedback: readonly FindingFeedbackDocument[]): Precision {
  const nConfirmed = feedback.filter(({ verdict }) => verdict === 'confirmed').length;
  const nJudged = feedback.length;
  return { nJudged, nConfirmed, precision: nJudged === 0 ? null : Number((nConfirmed / nJudged).toFixed(4)) };
}

/** Over all, by month and by kind; only what was judged is counted, which is not a sample of all findings. */
export function precisionOf(feedback: readonly FindingFeedbackDocument[]): PrecisionOverTime {
  const byMonth = Map.groupBy(feedback, ({ givenAt }) => givenAt.slice(0, 7));
  const byKind = Map.groupBy(feedback, ({ kind }) => kind);
  const months = [...byMonth].map(([month, ofMonth]) => ({ month, ...countOf(ofMonth) }));
  const kinds = [...byKind].map(([kind, ofKind]) => ({ kind, ...countOf(ofKind) }));
  return {
    ...countOf(feedback),
    months: months.sort((a, b) => (a.month < b.month ? -1 : 1)),
    kinds: kinds.sort((a, b) => b.nJudged - a.nJudged || (a.kind < b.kind ? -1 : 1)),
  };
}
