import { randomUUID } from 'node:crypto';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { PermanentError } from '@convoscope/contracts';
import { DataError } from '@convoscope/detectors';
import type { TaskProgress } from '@convoscope/registry';
import type { DetectorJobDocument, DetectorJobsRepository } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import { doJob, type JobPlace } from './do-job.ts';

export interface JobWorkerOptions extends JobPlace {
  tenant: string;
  jobs: DetectorJobsRepository;
  clock: Clock;
  telemetry: Telemetry;
}

/** So long a job is left to whoever took it; half of it may pass between two signs of life. */
const LEASE_MS = 30_000;
const HEARTBEAT_MS = 5_000;
/** How often it is looked for jobs that nobody told of: those of an instance that has gone. */
const LOOK_MS = 20_000;
/** A job that took its holder down so often is given up. */
const MOST_ATTEMPTS = 5;
/** After what was lost to others nothing more is written. */
const LOST = new Error('the job was cancelled, or is another instance\u2019s');

/** Does jobs one after the other: as they come (`wake`), and those that others left. Of several instances each takes another job. */
export class JobWorker implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #options: JobWorkerOptions;
  readonly #holder = randomUUID();
  readonly #stopping = new AbortController();
  #working: Promise<void> | undefined;
  #isAsked = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: JobWorkerOptions) {
    this.#options = options;
  }

  onApplicationBootstrap(): void {
    this.#looking = this.#look();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort(new Error('the service stops'));
    await this.#looking;
    await this.#working;
  }

  /** Does what waits. Resolves when nothing waits any more. */
  wake(): Promise<void> {
    this.#isAsked = true;
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.wake();
      await this.#options.clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  async #work(): Promise<void> {
    const { telemetry } = this.#options;
    while (this.#isAsked && !this.#stopping.signal.aborted) {
      this.#isAsked = false;
      try {
        for (let job = await this.#claim(); job !== null; job = await this.#claim()) await this.#do(job);
      } catch (error) {
        telemetry.logger.error({ err: error }, 'work on detectors failed; it is taken up again');
        return;
      }
    }
  }

  async #claim(): Promise<DetectorJobDocument | null> {
    const { jobs, tenant, clock } = this.#options;
    if (this.#stopping.signal.aborted) return null;
    const nowMs = clock.now();
    return jobs.claim(tenant, {
      ...{ holder: this.#holder, now: new Date(nowMs), leaseUntil: new Date(nowMs + LEASE_MS) },
    });
  }

  async #do(job: DetectorJobDocument): Promise<void> {
    const { telemetry } = this.#options;
    if (job.attempts > MOST_ATTEMPTS)
      return this.#end(job, { state: 'failed', error: `it was given up after ${MOST_ATTEMPTS} attempts` });
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, this.#stopping.signal]);
    const life = this.#keepAlive(job, lost);
    try {
      const result = await doJob(job, this.#options, { onProgress: life.tell, signal });
      await life.end();
      await this.#end(job, { state: 'done', result });
    } catch (error) {
      await life.end();
      if (signal.aborted) return await this.#release(job);
      if (!(error instanceof DataError) && !(error instanceof PermanentError)) throw error;
      telemetry.logger.warn({ jobId: job.jobId, name: job.name, reason: error.message }, 'job refused');
      await this.#end(job, { state: 'failed', error: error.message });
    }
  }

  /** Tells how far the job is, and that somebody works on it; stops the work where it was cancelled. */
  #keepAlive(job: DetectorJobDocument, lost: AbortController) {
    const { clock, jobs, tenant, telemetry } = this.#options;
    const startedAt = performance.now();
    let progress: DetectorJobDocument['progress'] = { phase: 'reading', share: 0, secondsLeft: null };
    const store = async (): Promise<void> => {
      const leaseUntil = new Date(clock.now() + LEASE_MS);
      try {
        if (!(await jobs.change(tenant, job.jobId, this.#holder, { progress, leaseUntil }))) lost.abort(LOST);
      } catch (error) {
        telemetry.logger.warn({ err: error }, 'the progress of a job was not stored');
      }
    };
    // One after the other: an older sign of life must not come after a newer one, nor after the end.
    let writing = Promise.resolve();
    const write = (): void => void (writing = writing.then(store));
    const beating = setInterval(write, HEARTBEAT_MS);
    return {
      tell: ({ phase, share }: TaskProgress): void => {
        const isNews = phase !== progress.phase;
        const spent = (performance.now() - startedAt) / 1_000;
        progress = { phase, share, secondsLeft: share > 0.01 ? (spent / share) * (1 - share) : null };
        if (isNews) write();
      },
      end: (): Promise<void> => {
        clearInterval(beating);
        return writing;
      },
    };
  }

  async #end(
    job: DetectorJobDocument,
    end: Pick<DetectorJobDocument, 'state'> & Partial<Pick<DetectorJobDocument, 'result' | 'error'>>,
  ): Promise<void> {
    const { clock, jobs, tenant } = this.#options;
    const progress = {
      phase: end.state,
      share: end.state === 'done' ? 1 : job.progress.share,
      secondsLeft: 0,
    };
    await jobs.change(tenant, job.jobId, this.#holder, {
      ...end,
      ...{ progress, endedAt: new Date(clock.now()) },
    });
  }

  /** Somebody else may go on at once; a job that was cancelled is not ours to change any more. */
  async #release({ jobId }: DetectorJobDocument): Promise<void> {
    const { clock, jobs, tenant } = this.#options;
    await jobs.change(tenant, jobId, this.#holder, { leaseUntil: new Date(clock.now()) });
  }
}
