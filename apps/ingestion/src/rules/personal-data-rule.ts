import type { SourcePrivacy } from '@convoscope/privacy';
import type { ConversationDraft } from './conversation-draft.ts';
import { unchanged, type Rule } from './rule.ts';

/**
 * Does with personal data what the rules of the source say; without rules nothing. Must run after the texts are mended and roles have their names, and
 * before anything is measured of the texts: what comes after, the revision too, knows nothing of what was taken out.
 */
export const createPersonalData = (privacy: SourcePrivacy | null): Rule => ({
  name: 'personal-data',
  doc: 'Keeps, masks, pseudonymises or drops personal data as the privacy rules say.',
  apply: (draft) => (privacy === null ? unchanged(draft) : treatDraft(draft, privacy)),
});

function treatDraft(
  draft: ConversationDraft,
  privacy: SourcePrivacy,
): { draft: ConversationDraft; changed: number } {
  let nChanged = 0;
  const treat = (field: string, text: string | null): string | null => {
    if (text === null) return null;
    const { text: treated, changed } = privacy.treat(field, text);
    for (const n of changed.values()) nChanged += n;
    return treated;
  };
  const metadata = Object.entries(draft.metadata).map(([column, value]) => {
    const written = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
    const treated = treat(`metadata.${column}`, written);
    return [column, treated === written ? value : treated] as const;
  });
  const treated = {
    ...draft,
    // A key is never left out: rules can only make it a pseudonym.
    conversationId: treat('conversationId', draft.conversationId) ?? draft.conversationId,
    userId: treat('userId', draft.userId),
    model: treat('model', draft.model),
    title: treat('title', draft.title),
    metadata: Object.fromEntries(metadata.filter(([, value]) => value !== null)),
    messages: draft.messages.map((message) => ({
      ...message,
      content: treat(`messages.${message.role}`, message.content),
    })),
  };
  return { draft: treated, changed: nChanged };
}
