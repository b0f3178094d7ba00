import type { MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import type { ConversationFact } from './conversation-fact.ts';
import { hourAfter } from './count-hours.ts';
import { toFact } from './to-fact.ts';

/** Conversations that are kept: some 60 MB. Where the hours of one incident have more, they are read anew. */
const MOST_FACTS = 200_000;

/** Conversations of hours. */
export interface HourFacts {
  /** Those that started between two hours (the second excluded), oldest first. Reads the index, and conversations only of hours that have changed since they were read. */
  read(from: string, to: string): Promise<ConversationFact[]>;
}

export function createHourFacts(
  tenant: string,
  metricHours: Pick<MetricHoursRepository, 'versionsBetween'>,
  scores: Pick<ScoresRepository, 'startedBetween'>,
): HourFacts {
  const known = new Map<string, { version: number; facts: ConversationFact[] }>();
  const nKept = (): number => [...known.values()].reduce((n, { facts }) => n + facts.length, 0);
  return {
    async read(from, to) {
      const hours = (await metricHours.versionsBetween(tenant, from, to)).filter(({ hour }) => hour < to);
      for (const { hour, version } of hours) {
        if (known.get(hour)?.version === version) continue;
        const rows = await scores.startedBetween(tenant, hour, hourAfter(hour));
        known.set(hour, { version, facts: rows.map(toFact) });
      }
      const facts = hours.flatMap(({ hour }) => known.get(hour)?.facts ?? []);
      if (nKept() > MOST_FACTS) known.clear();
      return facts;
    },
  };
}
