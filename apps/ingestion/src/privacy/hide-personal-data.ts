import type { SourcePrivacy } from '@convoscope/privacy';
import type { Finding, FindingBook } from '../findings/finding.ts';
import type { RowProblem } from '../sync/error-book.ts';

/** What is said of a row that was refused, without what stands in it: sentences masked, samples by their shape only. */
export const hideInProblem = (problem: RowProblem, privacy: SourcePrivacy): RowProblem => ({
  ...problem,
  message: privacy.mask(problem.message),
  ...(typeof problem.sample === 'string' && { sample: privacy.shape(problem.sample) }),
});

const hideInFinding = (finding: Finding, privacy: SourcePrivacy): Finding => ({
  ...finding,
  message: privacy.mask(finding.message),
  sample: finding.sample === null ? null : privacy.shape(finding.sample),
});

/** A book of findings that is told nothing personal. */
export const withoutPersonalData = (book: FindingBook, privacy: SourcePrivacy): FindingBook => ({
  ...book,
  add: (finding, place) => book.add(hideInFinding(finding, privacy), place),
});
