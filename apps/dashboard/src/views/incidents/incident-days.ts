import type { Schemas } from '@convoscope/client';
import { formatDays, formatInstants } from '../../format.ts';
import { eachDay, type Days } from '../../range/range.ts';

type Incident = Schemas['Incident'];

const DAY_MS = 86_400_000;

/** First and last day that an incident touches (UTC). */
export const daysOfIncident = ({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>): Days => {
  const last = Math.max(Date.parse(startedAt), Date.parse(endedAt) - 1);
  return { from: startedAt.slice(0, 10), to: new Date(last).toISOString().slice(0, 10) };
};

/** By day: what began, went on or ended on it. */
export function daysOfIncidents(incidents: readonly Incident[]): Map<string, string[]> {
  const byDay = new Map<string, string[]>();
  for (const incident of incidents)
    for (const day of eachDay(daysOfIncident(incident)))
      byDay.set(day, [...(byDay.get(day) ?? []), incident.title]);
  return byDay;
}

/** Days where it lasted for whole days, hours where it lasted for hours. */
export function nameTime(incident: Pick<Incident, 'startedAt' | 'endedAt'>): string {
  const [start, end] = [Date.parse(incident.startedAt), Date.parse(incident.endedAt)];
  if (start % DAY_MS === 0 && end % DAY_MS === 0) {
    const { from, to } = daysOfIncident(incident);
    return formatDays(from, to);
  }
  return formatInstants(incident.startedAt, incident.endedAt);
}
