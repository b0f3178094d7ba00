import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';

const LONGEST_OPENING = 90;

/** What the user began with, for conversations without a title. */
function openingOf({ messages, conversationId }: ConversationDetail): string {
  const text = messages.find(({ role }) => role === 'user')?.content.trim() ?? '';
  if (text === '') return conversationId;
  return text.length <= LONGEST_OPENING ? text : `${text.slice(0, LONGEST_OPENING).trimEnd()} …`;
}

/** A conversation by its title or first words; by its id until that is known, or where it was deleted. Costs a request a conversation. */
export function ConversationLink({ conversationId }: { conversationId: string }) {
  const { data: title } = useQuery({
    queryKey: ['title', conversationId],
    queryFn: async () => {
      const detail = await getJson<ConversationDetail>(`conversations/${encodeURIComponent(conversationId)}`);
      return detail.title ?? openingOf(detail);
    },
    staleTime: Infinity,
  });
  return (
    <Link to="/conversations/$conversationId" params={{ conversationId }}>
      {title ?? conversationId}
    </Link>
  );
}
