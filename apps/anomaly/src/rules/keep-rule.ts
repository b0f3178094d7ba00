import { ok, type EventBatch, type Outcome } from '@convoscope/bus';
import { canonicalJson, type RuleChanged } from '@convoscope/contracts';
import type { RuleDocument, RulesRepository, RuleVersion } from '@convoscope/store';

/** Versions that are kept of a rule; the oldest go first. */
const MOST_VERSIONS = 100;

/** Stores rules that were saved or removed, each change as one more version. A repeat, and what says nothing new, changes nothing. */
export async function keepRules(
  { events }: EventBatch<RuleChanged>,
  rules: RulesRepository,
): Promise<readonly Outcome[]> {
  for (const { tenant, data } of events) {
    const next = nextState(tenant, data, await rules.findByName(tenant, data.name));
    if (next !== null) await rules.upsert(tenant, next);
  }
  return events.map(() => ok(undefined));
}

/** Null where nothing changes. */
export function nextState(
  tenant: string,
  { name, rule, since, requestId, requestedAt, requestedBy }: RuleChanged,
  before: RuleDocument | null,
): RuleDocument | null {
  if (before === null && rule === null) return null;
  if (before !== null) {
    const isOvertaken = before.requestId === requestId || before.savedAt > requestedAt;
    const isSame =
      canonicalJson(before.rule) === canonicalJson(rule) && (rule === null || before.since === since);
    if (isOvertaken || isSame) return null;
  }
  const version: RuleVersion = {
    ...{ version: (before?.version ?? 0) + 1, rule, savedBy: requestedBy, savedAt: requestedAt },
  };
  const history = [...(before?.history ?? []), version].slice(-MOST_VERSIONS);
  return { tenant, name, ...version, since, requestId, history };
}
