import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { SettingsOf } from '@convoscope/config';
import { observeProof, readProof } from '@convoscope/ledger';
import { createArtefactMaker } from '@convoscope/reports';
import { IntervalWorker, proveEntry, sealAuditLog, type ServiceRuntime } from '@convoscope/service';
import type { gatewaySettings } from './gateway.config.ts';
import { AuditTrail } from './access/audit-trail.ts';
import { createAccess } from './access/create-access.ts';
import { GatewayServer } from './gateway-server.ts';
import { LiveDesk } from './live/live-desk.ts';
import { LiveFeed } from './live/live-feed.ts';
import { createProgressFeed } from './routes/progress-routes.ts';
import { createRoutes } from './routes/create-routes.ts';

class GatewayModule {}

const ARTEFACTS = Symbol('ARTEFACTS');
const LEDGER_WORKER = Symbol('LEDGER_WORKER');
const SEAL_WORKER = Symbol('SEAL_WORKER');
/** How often the last reconciliation is looked up for the metrics. */
const LEDGER_INTERVAL_MS = 30_000;
/** How often it is looked whether a day of the audit log is to be sealed. */
const SEAL_INTERVAL_MS = 600_000;

export type GatewayRuntime = ServiceRuntime<SettingsOf<typeof gatewaySettings>>;

/** Where the build puts the page: beside this app. */
const BUILT_DASHBOARD = join(import.meta.dirname, '../../dashboard/dist');

/** The one place where this service's ports meet their adapters. */
export function createGatewayModule(runtime: GatewayRuntime): DynamicModule {
  const { settings, telemetry, tenant, store, objects, clock } = runtime;
  const startedAtMs = clock.now();
  const artefacts = createArtefactMaker({
    analytics: store.analytics,
    scratchDir: join(runtime.dataDir, 'scratch'),
  });
  const now = (): number => clock.now();
  const { trail, door, limits, people, signIn } = createAccess(runtime);
  const progress = createProgressFeed(runtime);
  const live = new LiveDesk(
    new LiveFeed({
      ...{ store, clock },
      onFailure: (error) => telemetry.logger.error({ err: error }, 'an event could not be told'),
    }),
    progress,
  );
  return {
    module: GatewayModule,
    providers: [
      { provide: ARTEFACTS, useValue: { onModuleDestroy: () => artefacts.close() } },
      {
        provide: LEDGER_WORKER,
        useValue: new IntervalWorker({
          ...{ name: 'ledger', intervalMs: LEDGER_INTERVAL_MS, clock, telemetry },
          work: async () =>
            observeProof(telemetry, {
              state: await readProof(store.snapshots, tenant, clock.now()),
              differing: await store.ledger.findDiffering(tenant),
              ...{ nowMs: clock.now(), sinceMs: startedAtMs },
            }),
        }),
      },
      { provide: LiveDesk, useValue: live },
      { provide: AuditTrail, useValue: trail },
      {
        provide: SEAL_WORKER,
        useValue: new IntervalWorker({
          ...{ name: 'audit-seals', intervalMs: SEAL_INTERVAL_MS, clock, telemetry },
          work: async () => {
            const deps = { log: store.auditLog, objects, now, retainMs: settings.auditRetainMs };
            for (const whose of await store.auditLog.tenants()) await sealAuditLog(deps, whose);
          },
        }),
      },
      {
        provide: GatewayServer,
        inject: [HttpAdapterHost],
        useFactory: (host: HttpAdapterHost) =>
          new GatewayServer(host, {
            routes: createRoutes({
              ...{ ...runtime, artefacts, live, progress, maxUploadBytes: settings.maxUploadBytes },
              ...{ trail, limits, people },
              proveAuditEntry: (whose, sequence) =>
                proveEntry({ log: store.auditLog, objects }, whose, sequence),
            }),
            door,
            signIn,
            dashboardDir: settings.dashboardDir ?? BUILT_DASHBOARD,
            telemetry,
            limits,
            idempotency: { store, now, keptMs: settings.keepRequests },
          }),
      },
    ],
  };
}
