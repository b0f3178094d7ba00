/** What a person wants with a message. The set joins those of support desks and of assistant logs. */
export const INTENTS = [
  'information_seeking',
  'how_to',
  'recommendation',
  'content_creation',
  'code_help',
  'task_request',
  'account_action',
  'cancellation',
  'refund_request',
  'bug_report',
  'complaint',
  'escalation',
  'praise',
  'feedback',
  'small_talk',
  'reply',
  'other',
] as const;

export type Intent = (typeof INTENTS)[number];
