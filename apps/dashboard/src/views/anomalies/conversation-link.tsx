import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { nameConversation } from '../../api/name-conversation.ts';

/** A conversation by its title or first words; by its id until that is known, or where it was deleted. Costs a request a conversation. */
export function ConversationLink({ conversationId }: { conversationId: string }) {
  const { data: title } = useQuery({
    queryKey: ['title', conversationId],
    queryFn: async () => {
      const detail = await getJson<ConversationDetail>(`conversations/${encodeURIComponent(conversationId)}`);
      return nameConversation(detail);
    },
    staleTime: Infinity,
  });
  return (
    <Link to="/conversations/$conversationId" params={{ conversationId }}>
      {title ?? conversationId}
    </Link>
  );
}
