import type { IncidentChanged } from '@convoscope/contracts';
import type { IncidentDocument } from '@convoscope/store';
import type { IncidentContent } from './to-incident.ts';

type Change = IncidentChanged['change'];

/** What was found beside what stands: each with what happened to it. Nothing for what is as it was. */
export function changesOf(
  found: readonly IncidentContent[],
  standing: readonly IncidentDocument[],
): IncidentChanged[] {
  const left = new Map(standing.map((one) => [one.incidentId, one]));
  const changed: IncidentChanged[] = [];
  for (const content of found.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))) {
    const before = takeMatch(content, left);
    if (before === undefined) changed.push({ ...content, change: 'begun', pass: 0 });
    else if (before.revision !== content.revision) {
      // An incident that goes on keeps the name it began with.
      const { incidentId, pass } = before;
      changed.push({ ...content, incidentId, change: changeOf(before, content), pass: pass + 1 });
    }
  }
  return [...changed, ...[...left.values()].map(toWithdrawn)];
}

/** The standing incident that a found one goes on from: of the same name, or at the same time and with a series in common. */
function takeMatch(
  content: IncidentContent,
  left: Map<string, IncidentDocument>,
): IncidentDocument | undefined {
  const match =
    left.get(content.incidentId) ??
    [...left.values()]
      .filter((one) => one.startedAt < content.endedAt && content.startedAt < one.endedAt)
      .filter((one) => one.findings.some((a) => content.findings.some((b) => isSameSeries(a, b))))
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))[0];
  if (match !== undefined) left.delete(match.incidentId);
  return match;
}

type Finding = IncidentChanged['findings'][number];

const isSameSeries = (a: Finding, b: Finding): boolean =>
  a.metric === b.metric && a.slice.dimension === b.slice.dimension && a.slice.label === b.slice.label;

function changeOf(before: IncidentDocument, now: IncidentContent): Change {
  if (now.isOver && !before.isOver) return 'over';
  const isLonger = now.endedAt > before.endedAt || now.startedAt < before.startedAt;
  return isLonger || now.nConversations > before.nConversations ? 'grown' : 'explained';
}

function toWithdrawn({
  tenant: _tenant,
  isWithdrawn: _isWithdrawn,
  isPublished: _isPublished,
  detectedAt: _detectedAt,
  ...incident
}: IncidentDocument): IncidentChanged {
  return { ...incident, change: 'withdrawn', pass: incident.pass + 1 };
}
