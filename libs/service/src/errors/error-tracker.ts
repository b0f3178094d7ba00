import type { ErrorGroupDocument } from '@convoscope/store';
import type { KnownError } from '@convoscope/telemetry';

/** Where groups of errors go. May reject: they are kept for the next time. */
export type ErrorSink = (groups: readonly ErrorGroupDocument[]) => Promise<void>;

export interface ErrorTrackerOptions {
  tenant: string;
  service: string;
  release: string;
  now: () => number;
  sinks: readonly ErrorSink[];
}

/** Faults that wait to be written: beyond, new ones are only in the log. */
const MOST_WAITING = 200;

export interface ErrorTracker {
  /** Counts an error. Never throws, and does no work but counting. */
  note(error: KnownError): void;
  /** Hands on what was counted since the last time; what a sink does not take waits for the next time. */
  flush(): Promise<void>;
}

/** The same fault in both: counted together. */
const merged = (one: ErrorGroupDocument, other: ErrorGroupDocument): ErrorGroupDocument => ({
  ...other,
  count: one.count + other.count,
  firstSeenAt: one.firstSeenAt < other.firstSeenAt ? one.firstSeenAt : other.firstSeenAt,
});

/** Counts errors by fault, and hands them on together: an error in a loop costs one document and one message, not a million. */
export function createErrorTracker({
  tenant,
  service,
  release,
  now,
  sinks,
}: ErrorTrackerOptions): ErrorTracker {
  const queues = sinks.map((sink) => ({ sink, waiting: new Map<string, ErrorGroupDocument>() }));
  const keep = (groups: Map<string, ErrorGroupDocument>, group: ErrorGroupDocument): void => {
    const known = groups.get(group.fingerprint);
    if (known === undefined && groups.size >= MOST_WAITING) return;
    groups.set(group.fingerprint, known === undefined ? group : merged(known, group));
  };
  return {
    note(error) {
      const at = new Date(now());
      const group: ErrorGroupDocument = {
        ...{ ...error, tenant, service, count: 1, firstSeenAt: at, lastSeenAt: at },
        ...{ firstRelease: release, lastRelease: release },
      };
      for (const { waiting } of queues) keep(waiting, group);
    },
    async flush() {
      const results = await Promise.allSettled(
        queues.map(async ({ sink, waiting }) => {
          const groups = [...waiting.values()];
          if (groups.length === 0) return;
          waiting.clear();
          try {
            await sink(groups);
          } catch (error) {
            const since = [...waiting.values()];
            waiting.clear();
            for (const group of [...groups, ...since]) keep(waiting, group);
            throw error;
          }
        }),
      );
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}
