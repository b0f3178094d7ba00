import type { ProgressFeed, ProgressListener } from './progress-feed.ts';

/** The part of a response that a stream is written to. */
export interface StreamTarget {
  write(text: string): boolean;
  end(): unknown;
  destroy(): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

/** A reader that has not taken what was written for so many frames is gone or stuck. */
const MAX_FRAMES_MISSED = 60;

/**
 * Writes each new state as a server-sent event, and a comment where there is none, which keeps proxies from closing a connection on which nothing
 * changes. A reader that is slower than the feed gets the newest state when it can take one again, not all that it missed; one that takes
 * nothing for a minute is closed. Returns how to end it; null where there are too many readers already.
 */
export function streamProgress(feed: ProgressFeed, tenant: string, out: StreamTarget): (() => void) | null {
  let isFull = false;
  let nMissed = 0;
  let hasMissedOne = false;
  const listener: ProgressListener = ({ progress, isNew }) => {
    hasMissedOne ||= isNew;
    if (isFull) {
      nMissed += 1;
      if (nMissed >= MAX_FRAMES_MISSED) out.destroy();
      return;
    }
    const frame = hasMissedOne
      ? `event: progress\ndata: ${JSON.stringify(progress)}\n\n`
      : ': nothing new\n\n';
    hasMissedOne = false;
    if (out.write(frame)) return;
    isFull = true;
    out.once('drain', () => {
      isFull = false;
      nMissed = 0;
    });
  };
  const stop = feed.listen(tenant, listener);
  if (stop === null) return null;
  return () => {
    stop();
    out.end();
  };
}
