import type { TimeLag } from '../bus.ts';
import { describeThrown } from '../consume/classify-error.ts';
import type { HealthParts } from './health-parts.ts';

const inHours = (ms: number): number => Math.round(ms / 36_000) / 100;

/** One sentence about a time lag that is not fine, with what to do. */
export function describeTimeLag({
  group,
  topic,
  timeLagMs,
  retentionMs,
  lossInMs,
  nExpired,
}: TimeLag): string {
  if (nExpired > 0)
    return `${group} has lost ${nExpired} events of ${topic}: they were deleted before it processed them; run convoscope reconcile`;
  const when = lossInMs === null ? '' : `, at this rate events are lost in ${inHours(lossInMs)} h`;
  return `${group} is ${inHours(timeLagMs)} h behind on ${topic}, which keeps events for ${inHours(retentionMs ?? 0)} h${when}: raise its retention.ms, or give the consumer more`;
}

/** Warns, by log and metrics, of consumers that are about to lose events to the retention of their topics. Never throws. */
export async function reportRetention({
  options,
  metrics,
  retention,
  subscriptions,
}: HealthParts): Promise<void> {
  try {
    for (const { group, topicNames } of subscriptions) {
      for (const timeLag of await retention.timeLags([group], topicNames)) {
        const labels = { group, topic: timeLag.topic };
        metrics.timeLag.set(labels, timeLag.timeLagMs / 1_000);
        metrics.retentionUsed.set(
          labels,
          timeLag.retentionMs === null ? 0 : timeLag.timeLagMs / timeLag.retentionMs,
        );
        if (timeLag.verdict === 'risk')
          options.telemetry.logger.warn({ ...timeLag }, describeTimeLag(timeLag));
        if (timeLag.verdict === 'lost')
          options.telemetry.logger.error({ ...timeLag }, describeTimeLag(timeLag));
      }
    }
  } catch (error) {
    options.telemetry.logger.debug({ err: describeThrown(error) }, 'time lags could not be read');
  }
}
