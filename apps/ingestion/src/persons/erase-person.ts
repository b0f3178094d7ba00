import { createHash } from 'node:crypto';
import { eventId, topics, type Event, type ReportRequested } from '@convoscope/contracts';
import { reportFiles } from '@convoscope/reports';
import { addToDigest, signProof, type ErasureProof, type SignedProof } from '@convoscope/privacy';
import { publishDeletions } from '../steps/publish-conversations.step.ts';
import type { PersonDeps, PersonRequest } from './person-deps.ts';

const BATCH = 100;

/** Where something of an erased person stands until it ends by age, and when that is. */
const REMAINS: ErasureProof['remains'] = [
  {
    place: 'topics, with the messages of the conversations and large bodies beside them',
    until: 'KAFKA_TOPIC_RETENTION after they were published',
  },
  { place: 'dead letters', until: 'four times KAFKA_TOPIC_RETENTION, or until they are dropped' },
  {
    place: 'lake',
    until: 'the next round of upkeep of the lake service, which rewrites every file that holds them',
  },
  { place: 'backups', until: 'they are removed: what is restored from one must be erased again' },
];

/**
 * One look at an erasure: removes what is there and notes what is still to come from services that follow. To be called again until it answers true:
 * then two looks in a row have found nothing. Every part may be repeated: a crash costs a repeat.
 */
export async function advanceErasure(deps: PersonDeps, request: PersonRequest): Promise<boolean> {
  const { store, tenant } = deps;
  const { userId, requestId } = request;
  const erased = await eraseConversations(deps, request);
  const before = await store.personTraces.remaining(tenant, userId);
  // Figures are computed of rows: as long as there are rows, they come back.
  const hasRows = (before['conversation_analytics'] ?? 0) + (before['conversation_messages'] ?? 0) > 0;
  const figures = hasRows ? {} : await store.personTraces.eraseFigures(tenant, userId);
  const nReports = hasRows ? 0 : await remakeReports(deps, userId);
  const waitsFor = Object.entries(before).flatMap(([place, n]) => (n > 0 ? [place] : []));
  const places = sumOf(sumOf(erased.places, figures), nReports > 0 ? { analytics_reports: nReports } : {});
  const isClean = waitsFor.length === 0 && nReports === 0;
  const wasClean = request.status === 'running' && request.waitsFor.length === 0;
  const change = {
    status: 'running' as const,
    heldBy: [],
    nConversations: erased.nConversations,
    digest: erased.digest,
    places,
  };
  if (!(isClean && wasClean)) {
    const waits = isClean || waitsFor.length > 0 ? waitsFor : ['analytics_reports'];
    await store.personRequests.update(tenant, requestId, { ...change, waitsFor: waits });
    return false;
  }
  await finish(deps, { ...request, ...change });
  return true;
}

type Counts = Record<string, number>;

function sumOf(counts: Counts, more: Counts): Counts {
  const sums = { ...counts };
  for (const [place, n] of Object.entries(more)) if (n > 0) sums[place] = (sums[place] ?? 0) + n;
  return sums;
}

/**
 * Publishes, then stores: once the person is taken out of a conversation nobody could find again whose it was. A crash between the two repeats the event, with
 * the same id.
 */
async function eraseConversations(
  deps: PersonDeps,
  request: PersonRequest,
): Promise<Pick<PersonRequest, 'places' | 'nConversations' | 'digest'>> {
  const { store, tenant, clock } = deps;
  let { places, nConversations, digest } = request;
  for (;;) {
    const found = await store.personTraces.conversationsOf(tenant, request.userId, BATCH);
    if (found.length === 0) return { places, nConversations, digest };
    const deletedAt = new Date(clock.now());
    const ids = found.map(({ conversationId }) => conversationId);
    const deletions = found.map(({ conversationId, sequence, startedAt, source }) => ({
      conversationId,
      source,
      startedAt,
      sequence: sequence + 1,
    }));
    await publishDeletions(deps, deletions, { deletedAt, reason: 'erased' });
    const beside = await store.personTraces.eraseOfConversations(tenant, ids);
    await store.messages.erase(
      tenant,
      deletions.map((deletion) => ({ ...deletion, deletedAt })),
    );
    for (const { conversationId, revision } of found) digest = addToDigest(digest, conversationId, revision);
    nConversations += found.length;
    places = sumOf(sumOf(places, beside), { conversation_messages: found.length });
    await store.personRequests.update(tenant, request.requestId, {
      status: 'running',
      places,
      nConversations,
      digest,
      waitsFor: ['conversation_messages'],
    });
  }
}

/** Reports that name the person are removed with their files, and asked for anew. Returns how many there were. */
async function remakeReports(
  { store, tenant, objects, bus, clock }: PersonDeps,
  userId: string,
): Promise<number> {
  let n = 0;
  for await (const report of store.personTraces.reportsNaming(tenant, userId)) {
    const { reportId, period, from } = report;
    for (const key of await reportFiles({ objects }, report)) await objects.delete(key);
    await store.personTraces.removeReport(tenant, reportId);
    const requestedAt = new Date(clock.now()).toISOString();
    const data = {
      requestId: `${reportId}-after-erasure-${requestedAt}`,
      period,
      date: from,
      requestedAt,
      requestedBy: 'erasure',
    };
    await bus.publish(topics.reportsRequested, [toRequest(tenant, reportId, data, requestedAt)]);
    n += 1;
  }
  return n;
}

const toRequest = (
  tenant: string,
  key: string,
  data: ReportRequested,
  time: string,
): Event<ReportRequested> => ({
  id: eventId({ topic: topics.reportsRequested.name, tenant, key, revision: time, producerVersion: '1' }),
  topic: topics.reportsRequested.name,
  source: 'ingestion',
  ...{ tenant, key, time, data },
});

/** Signs what was done, writes it to the audit log, and forgets who it was. */
async function finish(deps: PersonDeps, request: PersonRequest): Promise<void> {
  const { store, tenant, clock } = deps;
  const completedAt = new Date(clock.now());
  const { requestId, personHash, requestedBy, because, requestedAt, nConversations, digest, places } =
    request;
  const proof: ErasureProof = {
    format: 'convoscope.erasure/1',
    ...{ tenant, requestId, personHash, requestedBy, because, requestedAt: requestedAt.toISOString() },
    ...{ completedAt: completedAt.toISOString(), nConversations, digest, places, remains: REMAINS },
  };
  const signed: SignedProof = signProof(proof, await deps.signingKey());
  const text = JSON.stringify(signed);
  const after = createHash('sha256').update(text).digest('hex');
  const entry = { at: completedAt, by: requestedBy, action: 'erase-person', subject: `person ${personHash}` };
  await store.auditLog.append(tenant, [{ ...entry, because, before: null, after }]);
  await store.personRequests.update(tenant, requestId, {
    ...{
      status: 'done',
      userId: null,
      waitsFor: [],
      completedAt,
      proof: text,
      nConversations,
      digest,
      places,
    },
  });
  deps.telemetry.logger.info({ requestId, nConversations }, 'a person is erased');
}
