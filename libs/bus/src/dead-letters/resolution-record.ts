import type { RawHeaders, RawRecord } from '../driver/bus-driver.ts';
import { readFact, toFactHeaders, toPlaceFacts, type OriginalPlace } from './dead-letter-headers.ts';

/** How a dead letter came to its end. */
export type Resolution = 'replayed' | 'dropped';

const RESOLUTION = 'resolution';

/** Says in the dead-letter topic that the event at this place is settled for this group. Key as the letter's; no value. */
export const toResolutionRecord = (
  key: Buffer | null,
  resolution: Resolution,
  place: OriginalPlace,
  note: { at: string; by?: string; because?: string },
): RawRecord => ({
  key,
  value: null,
  headers: toFactHeaders({
    [RESOLUTION]: resolution,
    ...toPlaceFacts(place),
    resolved_at: note.at,
    resolved_by: note.by ?? null,
    resolved_because: note.because ?? null,
  }),
});

/** Null: the record is a dead letter. */
export const readResolution = (headers: RawHeaders): Resolution | null =>
  readFact(headers, RESOLUTION) as Resolution | null;
