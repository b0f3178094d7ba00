import { useState } from 'react';
import { ConversationLink } from './conversation-link.tsx';

/** Conversations by name; asked for only when opened. Nothing where there are none. */
export function ConversationList({ title, conversationIds }: { title: string; conversationIds: string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (conversationIds.length === 0) return null;
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && (
        <ul>
          {conversationIds.map((conversationId) => (
            <li key={conversationId}>
              <ConversationLink conversationId={conversationId} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
