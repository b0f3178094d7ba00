import type { Schemas } from '@convoscope/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

type ReplayBody = NonNullable<Parameters<typeof postReplay>[0]>;
const postReplay = (body: {
  topic: Schemas['DeadLetter']['topic'];
  ids: string[];
  edit?: { data: unknown };
}) => answerOf(api.POST('/api/v1/dead-letters/replay', { body: body as never }));

/** Sends a dead letter through again, as it is or with other data. */
export function useReplay() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ letter, data }: { letter: Schemas['DeadLetter']; data?: unknown }) => {
      const body: ReplayBody = { topic: letter.topic, ids: [letter.id] };
      return postReplay(data === undefined ? body : { ...body, edit: { data } });
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
