/** Which conversations a page or a count is of. */
export interface ConversationFilter {
  from?: string;
  to?: string;
  source?: string;
  userId?: string;
  model?: string;
  topic?: string;
  intent?: string;
  sentiment?: string;
  language?: string;
  isAnomalous?: boolean;
  /** Case-insensitive substring of the title or exact conversation id. */
  search?: string;
}
