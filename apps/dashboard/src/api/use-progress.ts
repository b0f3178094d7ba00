import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { streamJson } from './client.ts';
import type { Progress } from './types.ts';

const RECONNECT_MS = 3000;

/** The live progress; while it moves, what the other views show is asked for again, at most every five seconds. */
export function useProgress(): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  const queryClient = useQueryClient();
  useEffect(() => {
    const stopping = new AbortController();
    let refreshedAt = 0;
    const onData = (data: Progress): void => {
      setProgress(data);
      if (Date.now() - refreshedAt < 5000) return;
      refreshedAt = Date.now();
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'title' });
    };
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        await streamJson('progress/stream', onData, stopping.signal).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    };
    void run();
    return () => stopping.abort();
  }, [queryClient]);
  return progress;
}
