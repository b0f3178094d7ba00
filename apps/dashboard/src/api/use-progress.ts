import type { Schemas } from '@convoscope/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { progressQuery } from './queries.ts';
import { streamProgress } from './stream-progress.ts';

const RECONNECT_MS = 3000;
const REFRESH_MS = 5000;

/** Questions whose answers do not change while events are processed. */
const STEADY = new Set<unknown>(['title', 'progress', 'report-page']);

/** Keeps the progress live; while it moves, what the views show is asked for again, at most every five seconds. */
export function useLiveProgress(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stopping = new AbortController();
    let refreshedAt = Date.now();
    const onProgress = (progress: Schemas['Progress']): void => {
      queryClient.setQueryData(progressQuery.queryKey, progress);
      if (Date.now() - refreshedAt < REFRESH_MS) return;
      refreshedAt = Date.now();
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !STEADY.has(queryKey[0]) });
    };
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        await streamProgress(onProgress, stopping.signal).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    };
    void run();
    return () => stopping.abort();
  }, [queryClient]);
}
