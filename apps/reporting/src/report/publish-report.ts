import type { Bus } from '@convoscope/bus';
import { canonicalJson, DEFAULT_TENANT, eventId, topics, type ReportCompleted } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { ReportDocument, Store } from '@convoscope/store';
import { createHash } from 'node:crypto';
import { keptArtefactsPrefix, renderReportHtml, type ReportContent } from '@convoscope/reports';

export interface PublishDependencies {
  store: Pick<Store, 'reports' | 'snapshots'>;
  objects: Pick<ObjectStore, 'put' | 'list' | 'delete'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

export const OWNER = 'reporting';

/** Name of the snapshot that says which revision of a report was announced. */
export const announcementName = (reportId: string): string => `announced-${reportId}`;

const artefactKey = (tenant: string, reportId: string, format: 'json' | 'html'): string =>
  `${tenant === DEFAULT_TENANT ? '' : `tenants/${tenant}/`}reports/${reportId}.${format}`;

/** Hash of what a report says: the first 128 bits of SHA-256 as 32 hex digits. */
export const reportRevision = (content: ReportContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32);

/** Files made of what a report said before, or of one whose time is over. */
export async function removeKeptArtefacts(
  { objects }: { objects: Pick<ObjectStore, 'list' | 'delete'> },
  tenant: string,
  reportId: string,
): Promise<void> {
  const prefix = keptArtefactsPrefix(tenant === DEFAULT_TENANT ? null : tenant, reportId);
  for await (const { key } of objects.list(prefix)) await objects.delete(key);
}

async function putArtefacts(
  { objects }: PublishDependencies,
  tenant: string,
  content: ReportContent,
): Promise<ReportDocument['artefacts']> {
  const bodies = [
    { format: 'json', contentType: 'application/json', body: `${JSON.stringify(content, null, 2)}\n` },
    { format: 'html', contentType: 'text/html; charset=utf-8', body: renderReportHtml(content) },
  ] as const;
  return Promise.all(
    bodies.map(async ({ format, contentType, body }) => {
      const objectKey = artefactKey(tenant, content.reportId, format);
      await objects.put(objectKey, body, { contentType });
      return { format, objectKey, sizeBytes: Buffer.byteLength(body) };
    }),
  );
}

/** Says that the report is ready, once a revision. What was said is remembered after it was: a crash between the two says it again, under the same event id. */
async function announce(
  deps: PublishDependencies,
  report: ReportDocument,
  nConversations: number,
): Promise<void> {
  const { tenant, reportId, period, template, from, to, revision, artefacts } = report;
  const name = announcementName(reportId);
  const announced = await deps.store.snapshots.get(tenant, OWNER, name);
  if ((announced?.value as { revision?: string } | undefined)?.revision === revision) return;
  const topic = topics.reportsCompleted;
  const data: ReportCompleted = {
    ...{ reportId, period, from, to, nConversations, revision, artefacts },
    ...(template != null && { template }),
  };
  const id = eventId({ topic: topic.name, tenant, key: reportId, revision, producerVersion: '1' });
  const time = new Date(deps.now()).toISOString();
  await deps.bus.publish(topic, [
    { id, topic: topic.name, source: OWNER, tenant, key: reportId, time, data },
  ]);
  await deps.store.snapshots.put(tenant, OWNER, name, { revision }, announced?.version ?? 0);
}

/** Stores a report with its artefacts and announces it, unless that very content stands there already. Returns whether it was new. */
export async function publishReport(
  deps: PublishDependencies,
  tenant: string,
  content: ReportContent,
): Promise<boolean> {
  const { reportId, period, from, to, totals, template } = content;
  const revision = reportRevision(content);
  const stored = await deps.store.reports.findById(tenant, reportId);
  if (stored?.revision === revision) {
    await announce(deps, stored, totals.nConversations);
    return false;
  }
  const artefacts = await putArtefacts(deps, tenant, content);
  const plain = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
  const report: ReportDocument = {
    ...{ tenant, reportId, period, from, to, revision, content: plain, artefacts },
    ...{ template: template?.name ?? null, ...(template !== undefined && { title: template.title }) },
    createdAt: new Date(deps.now()),
  };
  await deps.store.reports.upsert(tenant, report);
  await removeKeptArtefacts(deps, tenant, reportId);
  await announce(deps, report, totals.nConversations);
  return true;
}
