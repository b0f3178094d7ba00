import { describeInput } from '@convoscope/app-ingestion/findings/describe-input';
import { syncUntilDrained, type DrainResult } from '@convoscope/app-ingestion/sync-until-drained';
import { createAnomalyEngine } from '@convoscope/app-anomaly/anomaly-engine';
import { engineOptionsOf } from '@convoscope/app-anomaly/anomaly.module';
import { eventId, REPORT_PERIODS, topics, type Event, type ReportRequested } from '@convoscope/contracts';
import { readProof } from '@convoscope/ledger';
import type { Infrastructure } from '@convoscope/service';
import { awaitQuiet } from './await-quiet.ts';
import { describeProof, describeProofState } from './proof/describe-proof.ts';
import type { Prover } from './proof/prover.ts';
import type { RunningServices } from './services.ts';
import { progressBar, type Terminal } from './terminal.ts';

export interface FirstRunOptions {
  infrastructure: Infrastructure;
  services: RunningServices;
  terminal: Terminal;
  prover: Pick<Prover, 'prove'>;
  /** Whether the process ends when all is done: then nothing is left to be done beside its work. */
  once: boolean;
  signal: AbortSignal;
}

/**
 * Takes in what the source holds, waits until every stage is through with it, looks for unusual days, compares the stages, and has the
 * reports of the newest day, week and month made, which say whether in = out. Returns how many rows and files stand refused. Each part is safe to repeat: a start after a crash goes on where it was.
 * A later start costs what has changed: where that is nothing it is done at once, and the stages are compared again beside its work when that is due.
 */
export async function processWhatIsThere(options: FirstRunOptions): Promise<number> {
  const { infrastructure, terminal, once } = options;
  const { store, tenant, clock } = infrastructure;
  const isProven = (await readProof(store.snapshots, tenant, clock.now())).last !== null;
  const drained = await takeIn(options, once || !isProven);
  const nEvents = await processEvents(options);
  if (isProven && nEvents === 0 && drained.published + drained.deleted === 0) {
    terminal.done(`Ledger        ${await describeLedger(options)} Nothing is new since the last start.`);
    return drained.nRefused;
  }
  await findIncidents(options);
  if (once || !isProven) await compareStages(options);
  else terminal.done(`Ledger        ${await describeLedger(options)} What is new is compared by day.`);
  await writeReports(options);
  return drained.nRefused;
}

const describeLedger = async ({ infrastructure }: FirstRunOptions): Promise<string> => {
  const { store, tenant, clock } = infrastructure;
  return describeProofState(await readProof(store.snapshots, tenant, clock.now()), clock.now());
};

/** `reconcile`: deletions are looked for too, which reads every row id; else that is done beside the polls, when it is due. */
async function takeIn(
  { infrastructure, services, terminal, signal }: FirstRunOptions,
  reconcile: boolean,
): Promise<DrainResult & { nRefused: number }> {
  const { store, tenant } = infrastructure;
  terminal.progress('Reading conversations …');
  const drained = await syncUntilDrained(services.ingestion.runtime, { signal, reconcile });
  const nConversations = await store.messages.count(tenant);
  terminal.done(
    `Read ${nConversations} conversations: ${drained.published} new or changed, ${drained.deleted} gone, ${drained.rejected} rejected${drained.rejected > 0 ? ':' : '.'}`,
  );
  const { nRefused, sentences } = await describeInput(store, tenant);
  for (const sentence of sentences) terminal.line(`  · ${sentence}`);
  return { ...drained, nRefused };
}

/** Waits until every stage is through; resolves to how many events there were to be processed. */
async function processEvents({ infrastructure, terminal, signal }: FirstRunOptions): Promise<number> {
  const { bus, clock } = infrastructure;
  let mostLag = 0;
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
  return mostLag;
}

async function findIncidents({ infrastructure, services, terminal, signal }: FirstRunOptions): Promise<void> {
  terminal.progress('Looking for incidents …');
  const engine = createAnomalyEngine(engineOptionsOf(services.anomaly.runtime));
  await engine.detectIncidents(true);
  await engine.settle(true);
  const { bus, clock } = infrastructure;
  await awaitQuiet({ bus, clock, signal, onLag: () => undefined });
}

async function compareStages({ prover, terminal, signal }: FirstRunOptions): Promise<void> {
  const { proof } = await prover.prove({
    ...{ isBusy: false, signal },
    onStage: (stage, nDone, nStages) =>
      terminal.progress(`Comparing every stage with the source … ${stage}, ${nDone} of ${nStages} done`),
  });
  terminal.done(`Ledger        ${describeProof(proof)}`);
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
