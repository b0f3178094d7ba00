import { topics, type AnomalyDetected, type ConversationScored } from '@convoscope/contracts';
import type { Bus } from '@convoscope/bus';
import type { AnomaliesRepository, ScoresRepository } from '@convoscope/store';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { toAnomalyEvent } from './to-anomaly-event.ts';
import {
  findingIdOf,
  toConversationAnomaly,
  toDeletedFinding,
  type FindingContent,
} from './to-conversation-anomaly.ts';

export interface KeepFindingsOptions {
  scores: Pick<ScoresRepository, 'findByIds'>;
  anomalies: Pick<AnomaliesRepository, 'findByIds' | 'upsertMany'>;
  now: () => number;
}

type Known = Map<string, AnomalyDetected>;

/** The same content again keeps its pass, so that a repeat is one; what has changed has a higher one. */
function keepOne(content: FindingContent, known: Known): AnomalyDetected {
  const before = known.get(content.anomalyId);
  const isSame = before?.revision === content.revision;
  const pass = before === undefined ? 0 : (before.pass ?? 0) + Number(!isSame);
  const finding = { ...content, pass };
  known.set(content.anomalyId, finding);
  return finding;
}

/**
 * Stores what scores say as findings, and returns them to be published: of each unusual conversation, and, withdrawn, of each that has a finding and is
 * unusual no more. Whether there is a finding is asked of the store, so that a repeat after a crash says it again. A score that a newer one or a
 * deletion has overtaken says nothing. Must run after the scores were stored and before they are published.
 */
export async function keepFindings(
  tenant: string,
  scored: readonly ConversationScored[],
  options: KeepFindingsOptions,
): Promise<AnomalyDetected[]> {
  const { scores, anomalies } = options;
  const ids = [...new Set(scored.map(({ conversationId }) => conversationId))];
  const known = await readFindings(tenant, ids, anomalies);
  const concerned = scored.filter(
    ({ conversationId, isAnomalous }) => isAnomalous || known.has(findingIdOf(conversationId)),
  );
  if (concerned.length === 0) return [];
  const current = new Map(
    (
      await scores.findByIds(
        tenant,
        concerned.map(({ conversationId }) => conversationId),
      )
    ).map((row) => [row.conversationId, row]),
  );
  const found = concerned
    .filter(({ conversationId, sequence, pass }) => {
      const row = current.get(conversationId);
      return row?.sequence === sequence && row.pass === pass;
    })
    .map((one) => keepOne(toConversationAnomaly(one), known));
  await storeAll(tenant, found, options);
  return found;
}

/** Withdraws the findings of deleted conversations; one that has come back since keeps its own. Returns them to be published. */
export async function withdrawFindings(
  tenant: string,
  conversationIds: readonly string[],
  options: KeepFindingsOptions,
): Promise<AnomalyDetected[]> {
  const known = await readFindings(tenant, conversationIds, options.anomalies);
  if (known.size === 0) return [];
  const present = await options.scores.findByIds(tenant, conversationIds);
  const live = new Set(present.map(({ conversationId }) => findingIdOf(conversationId)));
  const withdrawn = [...known.values()]
    .filter(({ anomalyId }) => !live.has(anomalyId))
    .map((finding) => keepOne(toDeletedFinding(finding), known));
  await storeAll(tenant, withdrawn, options);
  return withdrawn;
}

async function readFindings(
  tenant: string,
  conversationIds: readonly string[],
  anomalies: KeepFindingsOptions['anomalies'],
): Promise<Known> {
  const found = await anomalies.findByIds(tenant, conversationIds.map(findingIdOf));
  return new Map(
    found.map(({ tenant: _tenant, detectedAt: _at, ...finding }) => [finding.anomalyId, finding]),
  );
}

async function storeAll(
  tenant: string,
  found: readonly AnomalyDetected[],
  { anomalies, now }: KeepFindingsOptions,
): Promise<void> {
  if (found.length === 0) return;
  const detectedAt = new Date(now());
  await anomalies.upsertMany(
    tenant,
    found.map((finding) => ({ ...finding, tenant, detectedAt })),
  );
}

export interface PublishFindingsOptions {
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

/** Publishes findings that were stored. */
export async function publishFindings(
  tenant: string,
  found: readonly AnomalyDetected[],
  { bus, events, now }: PublishFindingsOptions,
): Promise<void> {
  if (found.length === 0) return;
  await bus.publish(
    topics.anomaliesDetected,
    found.map((finding) => toAnomalyEvent(tenant, finding, now())),
  );
  for (const finding of found) if (finding.isWithdrawn !== true) events.anomalyDetected(finding);
}
