/** What is held: what fits all that is not null. Days are UTC, both included. All null: everything of the tenant. */
export interface HoldScope {
  readonly personHash: string | null;
  readonly source: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** What a hold asks of a conversation. */
export interface Holdable {
  readonly personHash: string | null;
  readonly source: string;
  /** UTC day it began, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Whether a hold covers a conversation. */
export const isHeldBy = (scope: HoldScope, { personHash, source, day }: Holdable): boolean =>
  (scope.personHash === null || scope.personHash === personHash) &&
  (scope.source === null || scope.source === source) &&
  (scope.from === null || scope.from <= day) &&
  (scope.to === null || day <= scope.to);

/** Whether a hold may cover something of a range of days whose persons and sources are not known, such as a report. */
export const mayTouch = ({ from, to }: HoldScope, range: { from: string; to: string }): boolean =>
  (from === null || from <= range.to) && (to === null || range.from <= to);

/** UTC days from one on (null: from the first there is) up to another, which is excluded. */
export interface DayWindow {
  readonly from: string | null;
  readonly before: string;
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/**
 * The days before one that no hold keeps whole for the source, in order: what is to be looked through. Holds that are of one person keep single conversations
 * only: they leave no gap here.
 */
export function openWindows(before: string, source: string, holds: readonly HoldScope[]): DayWindow[] {
  const whole = holds.filter((hold) => hold.personHash === null && (hold.source ?? source) === source);
  let windows: DayWindow[] = [{ from: null, before }];
  for (const { from, to } of whole)
    windows = windows.flatMap((window) => [
      ...(from === null ? [] : [{ from: window.from, before: from < window.before ? from : window.before }]),
      ...(to === null ? [] : [{ from: later(window.from, dayAfter(to)), before: window.before }]),
    ]);
  return windows
    .filter((window) => window.from === null || window.from < window.before)
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}

const later = (a: string | null, b: string): string => (a === null || a < b ? b : a);
