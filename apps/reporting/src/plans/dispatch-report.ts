import { createHash } from 'node:crypto';
import { DEFAULT_TENANT, eventId, topics, type ReportDispatched } from '@convoscope/contracts';
import { artefactOf, keptArtefactsPrefix, type ArtefactMaker, type ReportContent } from '@convoscope/reports';
import type { ReportJobDocument } from '@convoscope/store';
import { OWNER, reportRevision, type PublishDependencies } from '../report/publish-report.ts';

export interface DispatchDependencies extends Pick<PublishDependencies, 'objects' | 'bus' | 'now'> {
  maker: Pick<ArtefactMaker, 'make'>;
}

const MOST_HEADLINES = 5;

type File = ReportDispatched['files'][number];

/**
 * Makes the files of a scheduled report and says that it is ready for its recipients. What is said has its id from the run alone: a run that is repeated after a
 * crash says it again under the same id, and whoever was told is not told twice.
 */
export async function dispatchReport(
  deps: DispatchDependencies,
  job: ReportJobDocument,
  content: ReportContent,
  beforeSending: () => Promise<void>,
): Promise<void> {
  const { tenant, jobId } = job;
  const files: File[] = [];
  for (const name of job.formats) files.push(await toFile(deps, tenant, content, name));
  await beforeSending();
  const topic = topics.reportsDispatched;
  const time = new Date(deps.now()).toISOString();
  const key = job.schedule ?? jobId;
  const id = eventId({ topic: topic.name, tenant, key: jobId, revision: jobId, producerVersion: '1' });
  const data = toEvent(job, content, files);
  await deps.bus.publish(topic, [{ id, topic: topic.name, source: OWNER, tenant, key, time, data }]);
}

function toEvent(job: ReportJobDocument, content: ReportContent, files: File[]): ReportDispatched {
  const { reportId, period, from, to, template, headlines } = content;
  return {
    ...{ runId: job.jobId, schedule: job.schedule ?? job.jobId, dueAt: job.dueAt.toISOString() },
    ...{ isMadeUp: job.isMadeUp, recipients: job.recipients, reportId, period, from, to },
    ...{ title: template?.title ?? reportId, language: template?.language ?? 'en' },
    template: template?.name ?? '',
    nConversations: content.totals.nConversations,
    headlines: headlines.slice(0, MOST_HEADLINES).map(({ text }) => text),
    ...{ revision: reportRevision(content), files },
  };
}

/** Files with conversations are not kept: they would outlive what is erased. */
async function toFile(
  { maker, objects }: DispatchDependencies,
  tenant: string,
  content: ReportContent,
  name: string,
): Promise<File> {
  const { contentType, hasConversations } = artefactOf(name);
  const { reportId } = content;
  const file = { name, contentType, path: `/api/v1/reports/${reportId}/artefacts/${name}` };
  if (hasConversations) return { ...file, objectKey: null, sizeBytes: null, sha256: null };
  const body = await maker.make(tenant, content, name);
  const prefix = keptArtefactsPrefix(tenant === DEFAULT_TENANT ? null : tenant, reportId);
  const objectKey = `${prefix}${reportRevision(content)}/${name}`;
  await objects.put(objectKey, body, { contentType });
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { ...file, objectKey, sizeBytes: body.length, sha256 };
}
