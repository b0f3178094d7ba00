import type { ChatFormat, Fields } from './chat-format.ts';
import { chatgpt, claude, librechat, openWebui } from './formats/chat-apps.ts';
import { chatwoot, intercom, slack, zendesk } from './formats/help-desks.ts';
import { langfuse, langsmith } from './formats/tracing.ts';
import { openaiFineTuning, sharegpt } from './formats/training-sets.ts';

/** Every format, those first that are known by more. */
export const CHAT_FORMATS: readonly ChatFormat[] = [
  chatgpt,
  claude,
  openWebui,
  librechat,
  langsmith,
  langfuse,
  zendesk,
  intercom,
  chatwoot,
  slack,
  sharegpt,
  openaiFineTuning,
];

export const formatNamed = (name: string): ChatFormat | undefined =>
  CHAT_FORMATS.find((format) => format.name === name);

/** The format that a record is of; undefined: none that is known. */
export const recogniseFormat = (record: Fields): ChatFormat | undefined =>
  CHAT_FORMATS.find((format) => format.recognises(record));
