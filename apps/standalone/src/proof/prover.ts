import type { IngestionSettings } from '@convoscope/app-ingestion/ingestion.config';
import type { Infrastructure } from '@convoscope/service';
import type { Telemetry } from '@convoscope/telemetry';
import { proveInstallation, type ProveOptions, type Proven } from './prove-installation.ts';
import { proveWhenDue } from './prove-when-due.ts';

export interface ProverOptions {
  infrastructure: Infrastructure;
  sources: readonly IngestionSettings[];
  telemetry: Telemetry;
  /** How old a proof may become. */
  intervalMs: number;
}

/** Compares the stages of a running installation: when asked, and by itself when the last proof has become old. One comparison at a time. */
export interface Prover {
  /** Waits for the one that is going on, then makes one. */
  prove(options?: Pick<ProveOptions, 'onStage' | 'signal'> & { isBusy?: boolean }): Promise<Proven>;
  /** From now on by itself. A start never waits for it. */
  start(): void;
  stop(): Promise<void>;
}

export function createProver({ infrastructure, sources, telemetry, intervalMs }: ProverOptions): Prover {
  const { store, tenant, clock } = infrastructure;
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> = Promise.resolve();

  const prove: Prover['prove'] = ({ onStage, signal, isBusy = true } = {}) => {
    const ended = AbortSignal.any([stopping.signal, ...(signal === undefined ? [] : [signal])]);
    const proving = last.then(() =>
      proveInstallation({
        ...{ infrastructure, sources, telemetry, isBusy, signal: ended },
        ...(onStage !== undefined && { onStage }),
      }),
    );
    last = proving.catch(() => undefined);
    return proving;
  };

  function proveBySchedule(): Promise<void> {
    const failures = telemetry.counter({
      name: 'worker_failures_total',
      help: 'Runs of periodic work that failed, by worker',
      labels: ['worker'],
    });
    return proveWhenDue({
      ...{ snapshots: store.snapshots, tenant, clock, everyMs: intervalMs, signal: stopping.signal },
      ...{ isReady: () => Promise.resolve(true), prove },
      onFailure(error) {
        failures.inc({ worker: 'proof' });
        telemetry.logger.error({ err: error, worker: 'proof' }, 'comparing the stages failed');
      },
    });
  }

  return {
    prove,
    start() {
      loop = proveBySchedule();
    },
    async stop() {
      stopping.abort(new Error('stopping'));
      await Promise.all([loop, last]);
    },
  };
}
