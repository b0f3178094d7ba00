import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import {
  ConfigError,
  PermanentError,
  topics,
  type DetectorAction,
  type DetectorRequested,
} from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { HttpProblem } from '../http/problem.ts';
import { toRequestEvent } from './request-event.ts';

export interface DetectorRouteOptions {
  store: Pick<Store, 'detectors' | 'detectorJobs'>;
  objects: ObjectStore;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
  maxUploadBytes: number;
}

export const detectorParams = z.strictObject({
  name: z.string().min(1).max(80).describe('Name of the detector'),
});
export const referenceParams = z.strictObject({
  name: z.string().min(1).max(80).describe('NAME for the live version, or NAME@VERSION'),
});

/** What is not there is 404 for whoever asked for it. */
export async function orNotFound<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError)
      throw new HttpProblem(400, 'invalid-request', error.problems[0] ?? error.message);
    if (!(error instanceof PermanentError) || !error.code.endsWith('UNKNOWN')) throw error;
    throw new HttpProblem(404, 'not-found', error.message);
  }
}

type Asked = { tenant: string; principal: string };
type What = Partial<Pick<DetectorRequested, 'version' | 'jobId' | 'data' | 'training'>>;

/** Publishes what is asked of a detector; the anomaly service does it. */
export const createAskDetector =
  ({ bus, now }: Pick<DetectorRouteOptions, 'bus' | 'now'>) =>
  async ({ tenant, principal }: Asked, action: DetectorAction, name: string, what: What = {}) => {
    const requestId = randomUUID();
    const data: DetectorRequested = {
      ...{ requestId, action, name, version: null, jobId: null, data: null, training: null, ...what },
      ...{ requestedAt: new Date(now()).toISOString(), requestedBy: principal },
    };
    const topic = topics.detectorsRequested;
    await bus.publish(topic, [
      { ...toRequestEvent(topic, tenant, requestId, data, data.requestedAt), key: name },
    ]);
    return { requestId, jobId: requestId };
  };
