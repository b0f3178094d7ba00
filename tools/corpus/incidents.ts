import { dateOf } from './timeline.ts';

/** Days (from 0) and hours of what is put into the corpus on purpose. */
export const SPIKE_DAY = 30;
export const N_SPIKE = 62;
export const RELEASE_DAY = 21;
export const RELEASE_DAYS = 7;
export const RELEASED_MODEL = 'aster-2-large';
export const ERROR_DAY = 10;
export const ERROR_HOURS = [13, 19] as const;
export const N_ERRORS = 24;
export const SURGE_DAYS = [36, 37] as const;
export const N_SURGE = 38;
export const SURGE_TOPIC = 'refunds';
export const BURST_DAY = 16;
export const BURST_HOURS = [2, 3] as const;
export const N_BURST = 15;

/** What is labelled, so that a detector's findings can be compared with it. */
export interface Incident {
  readonly id: string;
  readonly kind: 'volume_spike' | 'sentiment_drop' | 'error_rate_burst' | 'topic_surge' | 'user_burst';
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly description: string;
  readonly model?: string;
  readonly topic?: string;
  readonly user_id?: string;
  readonly conversation_ids: readonly string[];
}

const midnight = (day: number): string => `${dateOf(day)}T00:00:00.000Z`;
const hourOf = (day: number, hour: number): string =>
  `${dateOf(day)}T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** The labels, given the conversations that each incident touched. */
export function describeIncidents(
  touched: ReadonlyMap<string, readonly string[]>,
  burstUser: string,
): Incident[] {
  const ids = (id: string): readonly string[] => touched.get(id) ?? [];
  return [
    {
      ...{
        id: 'error-burst',
        kind: 'error_rate_burst',
        from: hourOf(ERROR_DAY, ERROR_HOURS[0]),
        to: hourOf(ERROR_DAY, ERROR_HOURS[1]),
      },
      description: 'Every model answers with server errors for six hours',
      conversation_ids: ids('error-burst'),
    },
    {
      ...{
        id: 'night-burst',
        kind: 'user_burst',
        from: hourOf(BURST_DAY, BURST_HOURS[0]),
        to: hourOf(BURST_DAY, BURST_HOURS[1]),
      },
      ...{
        description: 'One user tries prompt injections and gibberish within an hour of the night',
        user_id: burstUser,
      },
      conversation_ids: ids('night-burst'),
    },
    {
      ...{
        id: 'bad-release',
        kind: 'sentiment_drop',
        from: midnight(RELEASE_DAY),
        to: midnight(RELEASE_DAY + RELEASE_DAYS),
      },
      ...{
        description: 'After a release most users of one model are dissatisfied for a week',
        model: RELEASED_MODEL,
      },
      conversation_ids: ids('bad-release'),
    },
    {
      ...{ id: 'volume-spike', kind: 'volume_spike', from: midnight(SPIKE_DAY), to: midnight(SPIKE_DAY + 1) },
      description: 'Four times the usual number of conversations on one day, most about logging in',
      conversation_ids: ids('volume-spike'),
    },
    {
      ...{
        id: 'recall',
        kind: 'topic_surge',
        from: midnight(SURGE_DAYS[0]),
        to: midnight(SURGE_DAYS[1] + 1),
      },
      ...{ description: 'Two days on which far more people than usual ask for refunds', topic: SURGE_TOPIC },
      conversation_ids: ids('recall'),
    },
  ];
}
