import { createHttpClient, createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import type { Telemetry } from '@convoscope/telemetry';
import type { Provider } from '@nestjs/common';
import { readBuildInfo } from '../build-info.ts';
import { IntervalWorker } from '../interval-worker.ts';
import type { Infrastructure } from '../service-definition.ts';
import { createErrorTracker, type ErrorSink } from './error-tracker.ts';
import { createSentrySink, parseDsn } from './sentry-sink.ts';

const FLUSH_EVERY_MS = 30_000;

export interface TrackErrorsOptions extends Pick<Infrastructure, 'store' | 'clock' | 'tenant'> {
  service: string;
  telemetry: Telemetry;
  /** Address of a server that speaks Sentry's protocol; absent: none. */
  dsn?: string | undefined;
}

function sentrySink({ telemetry, clock }: TrackErrorsOptions, dsn: string): ErrorSink {
  const address = parseDsn(dsn);
  const policy = createPolicy(defaultPolicyOptions('sentry'), { clock, telemetry });
  return createSentrySink(createHttpClient({ baseUrl: address.baseUrl, policy, clock }), address);
}

/**
 * Counts every error that the service logs, by fault, in MongoDB (`convoscope errors`) and, where a DSN is set, at a server that speaks Sentry's
 * protocol. A failure to do so is a debug line: it must not make an error of its own.
 */
export function trackErrors(options: TrackErrorsOptions): Provider {
  const { service, telemetry, store, clock, tenant, dsn } = options;
  const { version, commit } = readBuildInfo();
  const tracker = createErrorTracker({
    ...{ tenant, service, now: () => clock.now() },
    release: commit === 'unknown' ? version : `${version}+${commit.slice(0, 12)}`,
    sinks: [
      (groups) => store.errorGroups.add(tenant, groups),
      ...(dsn === undefined ? [] : [sentrySink(options, dsn)]),
    ],
  });
  telemetry.onError((error) => tracker.note(error));
  const work = (): Promise<void> =>
    tracker
      .flush()
      .catch((error: unknown) => telemetry.logger.debug({ err: error }, 'errors could not be counted'));
  const worker = new IntervalWorker({
    ...{ name: 'errors', intervalMs: FLUSH_EVERY_MS, clock, telemetry, work, runsAtStop: true },
  });
  return { provide: 'ERRORS_WORKER', useValue: worker };
}
