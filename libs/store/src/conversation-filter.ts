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
  /** How it ended. */
  outcome?: string;
  /** One of the signals that it shows. */
  signal?: string;
  /** One of the quality issues that were found. */
  issue?: string;
  /** In [0,1], both ends included. */
  minQuality?: number;
  maxQuality?: number;
  isAnomalous?: boolean;
}
