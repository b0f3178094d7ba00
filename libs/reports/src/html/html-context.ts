import type { ReportContent } from '../content/report-content.ts';
import { wordsOf, type Words } from '../language/words.ts';

/** A report on its way to a page, and how it speaks. */
export interface HtmlContext {
  content: ReportContent;
  words: Words;
}

export const contextOf = (content: ReportContent): HtmlContext => ({
  content,
  words: wordsOf(content.template?.language ?? 'en', content.template?.labels),
});
