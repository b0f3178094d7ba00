import { join } from 'node:path';
import type { DynamicModule, OnApplicationBootstrap, OnModuleDestroy, Provider } from '@nestjs/common';
import { ConfigError } from '@convoscope/contracts';
import { keptDays } from '@convoscope/privacy';
import { RoundLease } from '@convoscope/objects';
import { IntervalWorker } from '@convoscope/service';
import type { Telemetry } from '@convoscope/telemetry';
import { createCanary } from './canary/run-canary.ts';
import { createIngestion, type IngestionRuntime } from './create-ingestion.ts';
import {
  HINT_RECEIVER,
  IngestionController,
  SUBMISSION_DESK,
  type HintReceiver,
} from './ingestion.controller.ts';
import { loadMapping } from './mapping/load-mapping.ts';
import { loadPrivacy } from './privacy/load-privacy.ts';
import { createPersonWork } from './persons/person-work.ts';
import { readSigningKey } from './persons/signing-key.ts';
import { loadPolicies } from './retention/load-policies.ts';
import { createRetentionEvents } from './retention/retention-events.ts';
import { createRetentionWork } from './retention/retention-work.ts';
import type { ConversationSource } from './sources/conversation-source.port.ts';
import { createSubmissionDesk } from './submissions/create-submission-desk.ts';
import { createDeskOfTenants } from './submissions/desk-of-tenants.ts';
import { createComparisonLoop, type ComparisonLoop } from './sync/comparison-loop.ts';
import { createPollLoop, type PollLoop } from './sync/poll-loop.ts';

class IngestionModule {}

const POLL_LOOP = Symbol('POLL_LOOP');
const PERSON_WORKER = Symbol('PERSON_WORKER');
const RETENTION_WORKER = Symbol('RETENTION_WORKER');
const CANARY_WORKER = Symbol('CANARY_WORKER');

/** Starts and stops the loop with the service; in manual mode hints go nowhere. */
class IngestionLifecycle implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #runtime: IngestionRuntime;
  #loop: PollLoop | null = null;
  #comparisons: ComparisonLoop | null = null;
  #close: () => Promise<void> = () => Promise.resolve();

  constructor(runtime: IngestionRuntime) {
    this.#runtime = runtime;
  }

  hint: HintReceiver['hint'] = (mode) => {
    this.#loop?.hint(mode);
    if (mode === 'reconcile') this.#comparisons?.hint();
  };

  async onApplicationBootstrap(): Promise<void> {
    const { settings, clock, telemetry } = this.#runtime;
    if (settings.poll.mode === 'manual') return;
    const { source, poller, events } = await createIngestion(this.#runtime);
    this.#close = () => source.close();
    await openNow(source, telemetry);
    this.#loop = createPollLoop({ poller, intervalMs: settings.poll.interval, clock, telemetry, events });
    const lookEveryMs = Math.min(LOOK_FOR_COMPARISON_MS, settings.poll.reconcileInterval);
    this.#comparisons = createComparisonLoop({ poller, lookEveryMs, clock, events });
    this.#loop.start();
    this.#comparisons.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.#loop?.stop(), this.#comparisons?.stop()]);
    await this.#close();
  }
}

/** A comparison may begin by so much later than it is due. */
const LOOK_FOR_COMPARISON_MS = 30_000;

/** A source that does not answer at start does not keep the service from starting: the loop opens it later. */
const OPEN_WITHIN_MS = 15_000;

/** Wrong configuration, seen only against the real tables, ends the start with every problem. */
async function openNow(source: ConversationSource, { logger }: Telemetry): Promise<void> {
  try {
    await source.open(AbortSignal.timeout(OPEN_WITHIN_MS));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    logger.warn({ source: source.name, err: error }, 'the source cannot be opened yet');
  }
}

function canaryWorker(runtime: IngestionRuntime, intervalMs: number): IntervalWorker {
  const { bus, store, clock, telemetry, settings } = runtime;
  const work = createCanary({ bus, store, clock, telemetry, giveUpMs: settings.canary.giveUp });
  return new IntervalWorker({ name: 'canary', intervalMs, clock, telemetry, work });
}

const DAY_MS = 86_400_000;

/** How soon a request about a person is begun, and looked at again. */
const LOOK_FOR_PERSONS_MS = 2_000;

async function personWorker(runtime: IngestionRuntime): Promise<IntervalWorker> {
  const { clock, telemetry, settings, dataDir, tenant } = runtime;
  const policies = (await loadPolicies(settings.retention.policiesPath)) ?? [];
  const keptExportsDays = keptDays(policies, { tenant, kind: 'exports' });
  const work = createPersonWork({
    ...runtime,
    scratchDir: join(dataDir, 'scratch'),
    keepExportsMs: keptExportsDays === null ? settings.persons.keepExports : keptExportsDays * DAY_MS,
    signingKey: () => readSigningKey(dataDir, settings.persons.signingKey?.reveal()),
  });
  return new IntervalWorker({ name: 'persons', intervalMs: LOOK_FOR_PERSONS_MS, clock, telemetry, work });
}

/** How soon a preview or a run of retention is begun, and goes on after a start. */
const LOOK_FOR_RETENTION_MS = 2_000;
/** Longer than one step takes; renewed meanwhile. */
const RETENTION_LEASE_MS = 60_000;

async function retentionWorker(runtime: IngestionRuntime): Promise<IntervalWorker> {
  const { clock, telemetry, objects, settings } = runtime;
  const { policiesPath, perSecond, keepRuns: keepRunsMs } = settings.retention;
  const now = (): number => clock.now();
  const work = createRetentionWork({
    ...runtime,
    ...{ policies: await loadPolicies(policiesPath), perSecond, keepRunsMs },
    events: createRetentionEvents(telemetry),
    lease: new RoundLease({ objects, key: 'retention/lease.json', durationMs: RETENTION_LEASE_MS, now }),
  });
  return new IntervalWorker({ name: 'retention', intervalMs: LOOK_FOR_RETENTION_MS, clock, telemetry, work });
}

/** The one place where this service's ports meet their adapters. */
export function createIngestionModule(runtime: IngestionRuntime): DynamicModule {
  const lifecycle = new IngestionLifecycle(runtime);
  const { settings } = runtime;
  const receiver: HintReceiver = {
    sourceName: settings.source.name,
    webhookSecret: settings.nocodb.webhookSecret?.reveal() ?? null,
    tenant: runtime.tenant,
    hint: lifecycle.hint,
  };
  const providers: Provider[] = [
    { provide: HINT_RECEIVER, useValue: receiver },
    { provide: POLL_LOOP, useValue: lifecycle },
    { provide: PERSON_WORKER, useFactory: () => personWorker(runtime) },
    { provide: RETENTION_WORKER, useFactory: () => retentionWorker(runtime) },
    {
      provide: SUBMISSION_DESK,
      useFactory: async () => {
        const { mappingPath: path, mapping: inline } = settings.source;
        const mapping = await loadMapping({ path, inline });
        return createDeskOfTenants(async (tenant) => {
          const privacyOf = await loadPrivacy(settings.privacy, tenant);
          return createSubmissionDesk({
            ...{ ...runtime, tenant, mapping, privacyOf },
            keptMs: settings.keepSubmissions,
          });
        });
      },
    },
  ];
  if (settings.canary.interval !== undefined)
    providers.push({ provide: CANARY_WORKER, useValue: canaryWorker(runtime, settings.canary.interval) });
  return {
    module: IngestionModule,
    controllers: [IngestionController],
    providers,
  };
}
