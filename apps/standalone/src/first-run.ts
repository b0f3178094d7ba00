import { describeInput } from '@convoscope/app-ingestion/findings/describe-input';
import { syncUntilDrained } from '@convoscope/app-ingestion/sync-until-drained';
import { createAnomalyEngine } from '@convoscope/app-anomaly/anomaly-engine';
import { engineOptionsOf } from '@convoscope/app-anomaly/anomaly.module';
import { eventId, REPORT_PERIODS, topics, type Event, type ReportRequested } from '@convoscope/contracts';
import type { Infrastructure } from '@convoscope/service';
import { awaitQuiet } from './await-quiet.ts';
import { describeReconciliation, reconcileInstallation } from './reconcile-installation.ts';
import type { RunningServices } from './services.ts';
import { progressBar, type Terminal } from './terminal.ts';

export interface FirstRunOptions {
  infrastructure: Infrastructure;
  services: RunningServices;
  terminal: Terminal;
  signal: AbortSignal;
}

/**
 * Takes in what the source holds, waits until every stage is through with it, looks for unusual days, compares the stages, and has the
 * reports of the newest day, week and month made, which say whether in = out. Returns how many rows and files stand refused. Each part is safe to repeat: a start after a crash goes on where it was.
 */
export async function processWhatIsThere(options: FirstRunOptions): Promise<number> {
  const { infrastructure, services, terminal, signal } = options;
  const { bus, clock } = infrastructure;
  terminal.progress('Reading conversations …');
  const drained = await syncUntilDrained(services.ingestion.runtime, { signal });
  const nConversations = await infrastructure.store.messages.count(infrastructure.tenant);
  terminal.done(
    `Read ${nConversations} conversations: ${drained.published} new or changed, ${drained.deleted} gone, ${drained.rejected} rejected${drained.rejected > 0 ? ':' : '.'}`,
  );
  const { nRefused, sentences } = await describeInput(infrastructure.store, infrastructure.tenant);
  for (const sentence of sentences) terminal.line(`  · ${sentence}`);
  let mostLag = 1;
  await awaitQuiet({
    bus,
    clock,
    signal,
    onLag(lag) {
      mostLag = Math.max(mostLag, lag);
      terminal.progress(`Processing    ${progressBar(mostLag - lag, mostLag)}  ${lag} events to go`);
    },
  });
  terminal.done('Processed     every stage is up to date.');
  await findIncidents(options);
  terminal.progress('Comparing every stage with the source …');
  const reconciliation = await reconcileInstallation({
    infrastructure,
    ingestion: services.ingestion.runtime,
  });
  terminal.done(`Ledger        ${describeReconciliation(reconciliation)}`);
  await writeReports(options);
  return nRefused;
}

async function findIncidents({ infrastructure, services, terminal, signal }: FirstRunOptions): Promise<void> {
  terminal.progress('Looking for incidents …');
  const engine = createAnomalyEngine(engineOptionsOf(services.anomaly.runtime));
  await engine.detectIncidents(true);
  await engine.settle(true);
  const { bus, clock } = infrastructure;
  await awaitQuiet({ bus, clock, signal, onLag: () => undefined });
}

async function writeReports({ infrastructure, terminal, signal }: FirstRunOptions): Promise<void> {
  const { store, bus, clock, tenant } = infrastructure;
  const range = await store.scores.dateRange(tenant);
  if (range === null) return;
  terminal.progress('Writing reports …');
  await bus.publish(
    topics.reportsRequested,
    REPORT_PERIODS.map((period) => toRequest(tenant, period, range.to, clock.now())),
  );
  await awaitQuiet({
    bus,
    clock,
    topics: [topics.reportsRequested],
    signal,
    onLag: (lag) => terminal.progress(`Writing reports … ${lag} to go`),
  });
  terminal.done('Reports       written for the newest day, week and month.');
}

function toRequest(
  tenant: string,
  period: ReportRequested['period'],
  date: string,
  nowMs: number,
): Event<ReportRequested> {
  const topic = topics.reportsRequested.name;
  const requestId = `start-${period}-${date}-${nowMs}`;
  return {
    id: eventId({ topic, tenant, key: requestId, revision: requestId, producerVersion: '1' }),
    topic,
    source: 'standalone',
    tenant,
    key: requestId,
    time: new Date(nowMs).toISOString(),
    data: { requestId, period, date, requestedAt: new Date(nowMs).toISOString(), requestedBy: 'npm start' },
  };
}
