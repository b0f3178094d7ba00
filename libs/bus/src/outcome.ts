/** What became of one event or one step's input. Expected outcomes are values; only the unexpected is thrown. */
export type Outcome<T = unknown> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'dead-letter'; readonly reason: string; readonly cause?: unknown }
  | { readonly kind: 'redirect'; readonly topic: string; readonly reason: string };

export const ok = <T>(value: T): Outcome<T> => ({ kind: 'ok', value });

/** Leaves the event out on purpose. `reason` is one of few fixed words: it becomes a metric label. */
export const drop = (reason: string): Outcome<never> => ({ kind: 'drop', reason });

/** Parks an event that can never be processed as it is. `reason` is one of few fixed words. */
export const deadLetter = (reason: string, cause?: unknown): Outcome<never> => ({
  kind: 'dead-letter',
  reason,
  ...(cause === undefined ? {} : { cause }),
});

/** Sends the original event, unchanged, to another topic. */
export const redirect = (topic: string, reason: string): Outcome<never> => ({
  kind: 'redirect',
  topic,
  reason,
});
