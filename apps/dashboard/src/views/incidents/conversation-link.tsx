import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, api } from '../../api/api.ts';
import { nameConversation } from '../conversations/name-conversation.ts';

/** A conversation by its title or first words; by its id until that is known, or where it was deleted. Costs a request a conversation. */
export function ConversationLink({ conversationId }: { conversationId: string }) {
  const { data: title } = useQuery({
    queryKey: ['title', conversationId],
    queryFn: async ({ signal }) => {
      const params = { path: { conversationId } };
      return nameConversation(
        await answerOf(api.GET('/api/v1/conversations/{conversationId}', { params, signal })),
      );
    },
    staleTime: Infinity,
  });
  return (
    <Link to="/conversations/$conversationId" params={{ conversationId }} dir="auto">
      {title ?? conversationId}
    </Link>
  );
}
