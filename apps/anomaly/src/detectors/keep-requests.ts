import { drop, ok, type EventBatch, type Outcome } from '@convoscope/bus';
import { PermanentError, type DetectorRequested } from '@convoscope/contracts';
import type { Registry } from '@convoscope/registry';
import type { DetectorJobDocument, DetectorJobsRepository } from '@convoscope/store';

export interface DetectorRequestOptions {
  registry: Registry;
  jobs: Pick<DetectorJobsRepository, 'insert' | 'cancel'>;
  now: () => number;
  onRefused: (request: DetectorRequested, reason: string) => void;
}

const toJob = (
  tenant: string,
  request: DetectorRequested & { data: NonNullable<DetectorRequested['data']> },
): DetectorJobDocument => {
  const { requestId, name, version, data, training, requestedBy } = request;
  return {
    ...{
      tenant,
      jobId: requestId,
      kind: training === null ? 'score' : 'train',
      name,
      version,
      data,
      training,
    },
    ...{ state: 'waiting', progress: { phase: 'waiting', share: 0, secondsLeft: null } },
    ...{ result: null, error: null, attempts: 0, holder: null, endedAt: null, requestedBy },
    // From then on somebody may take it.
    ...{ leaseUntil: new Date(request.requestedAt), requestedAt: new Date(request.requestedAt) },
  };
};

async function serve(tenant: string, request: DetectorRequested, options: DetectorRequestOptions) {
  const { registry, jobs, now } = options;
  const { action, name, version, data, jobId, requestedBy } = request;
  if (action === 'train' || action === 'score') {
    if (data !== null) await jobs.insert(tenant, toJob(tenant, { ...request, data }));
  } else if (action === 'promote') await registry.promote(name, version, requestedBy);
  else if (action === 'rollback') await registry.rollback(name, requestedBy);
  else if (action === 'archive') {
    if (version !== null) await registry.archive(name, version);
  } else if (action === 'delete') await registry.remove(name, version);
  else if (jobId !== null) await jobs.cancel(tenant, jobId, new Date(now()));
}

/** Serves what people asked of detectors, in order for each detector. Work that takes its time becomes a job. What has become impossible since it was asked is left out, and said. */
export async function keepDetectorRequests(
  { events }: EventBatch<DetectorRequested>,
  options: DetectorRequestOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { tenant, data } of events) {
    try {
      await serve(tenant, data, options);
      outcomes.push(ok(undefined));
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      options.onRefused(data, error.message);
      outcomes.push(drop('detector-request-impossible'));
    }
  }
  return outcomes;
}
