import type { MessageRole } from '@convoscope/contracts';

/** What chat systems call the roles, without `-`, `_`, spaces and the word "message". */
const ROLE_NAMES: Readonly<Record<string, MessageRole>> = {
  ...named('user', 'user human customer client visitor prompter enduser contact requester guest caller'),
  ...named('assistant', 'assistant ai bot gpt model agent chatbot chatgpt operator support supportagent'),
  ...named('assistant', 'representative advisor aiassistant virtualassistant'),
  ...named('system', 'system developer'),
  ...named('tool', 'tool function toolresult ipython'),
};

/** Models that sign with their own name. */
const MODEL_NAME =
  /^(?:chatgpt|gpt|claude|gemini|llama|mistral|mixtral|copilot|deepseek|qwen|grok|command)(?:[-. :_\d].{0,60})?$/;

function named(role: MessageRole, names: string): Record<string, MessageRole> {
  return Object.fromEntries(names.split(' ').map((name) => [name, role]));
}

/** The role that a name stands for: by the mapping, else as chat systems use it; null where nobody knows. */
export function roleOf(name: string, own: Readonly<Record<string, MessageRole>>): MessageRole | null {
  const lower = name.trim().toLowerCase();
  if (Object.hasOwn(own, lower)) return own[lower] ?? null;
  const plain = lower.replace(/[-_ ]/g, '').replace(/(?<=.)message(?:chunk)?$/, '');
  if (Object.hasOwn(ROLE_NAMES, plain)) return ROLE_NAMES[plain] ?? null;
  return MODEL_NAME.test(lower) ? 'assistant' : null;
}
