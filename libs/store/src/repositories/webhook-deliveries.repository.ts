import type { mongo } from 'mongoose';
import { webhookDeliveryQueries as queries } from '../collections/webhook-deliveries.ts';
import type { NamedQuery } from '../collections/collection-spec.ts';
import type { DeliveryStatus, WebhookDeliveryDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import type { GuardedWrite } from '../mongo/guarded-write.ts';
import { scalar } from '../mongo/scalar.ts';
import type { DeliveryClaim, DeliveryMove, FailedAttempt, WebhookDeliveriesRepository } from '../store.ts';

/** Does nothing where the delivery is known, whatever has become of it since. */
function toWrite(tenant: string, delivery: WebhookDeliveryDocument): GuardedWrite {
  const key = {
    tenant: scalar(tenant, 'tenant'),
    endpoint: scalar(delivery.endpoint, 'endpoint'),
    eventId: scalar(delivery.eventId, 'eventId'),
  };
  const change = { update: { $setOnInsert: { ...delivery, tenant } } };
  return { id: `${delivery.endpoint}/${delivery.eventId}`, key, guard: {}, change };
}

/**
 * Claims, and what became of them: many small writes that do not wait for the majority. One that is lost with a server makes a post that is
 * made again, which receivers must bear anyhow.
 */
const REPEATABLE = { writeConcern: { w: 1 } } as const;

/** Looks for what is due, takes as much of it as nobody took meanwhile, and reads what was taken. */
async function claimDue(
  access: CollectionAccess,
  { tenant, endpoint, at, until, limit, claim }: DeliveryClaim,
): Promise<WebhookDeliveryDocument[]> {
  const due = queries.due(tenant, endpoint, at);
  const options = { limit, projection: { eventId: 1 } } as const;
  const found = await access.find<Pick<WebhookDeliveryDocument, 'eventId'>>('findDue', due, options);
  if (found.length === 0) return [];
  const ids = found.map(({ eventId }) => eventId);
  const { filter } = queries.byEvents(tenant, endpoint, ids);
  const change = { $set: { claim: scalar(claim, 'claim'), nextAttemptAt: until } };
  await access.run('claim', () => access.native.updateMany({ ...due.filter, ...filter }, change, REPEATABLE));
  const taken = await access.find<WebhookDeliveryDocument>('readClaimed', {
    index: 'by_event',
    filter: { ...filter, claim },
  });
  return taken.sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
}

const toMove = (move: DeliveryMove): mongo.Document =>
  move.to === 'disabled'
    ? { status: 'disabled', nextAttemptAt: null, claim: null, expireAt: move.expireAt }
    : {
        ...{ status: 'pending', nextAttemptAt: move.at, claim: null, expireAt: null },
        ...(move.from === 'failed' && { attempts: 0 }),
      };

function toFailure({ at, error, next, expireAt }: FailedAttempt): mongo.Document {
  const then =
    next.status === 'pending'
      ? { nextAttemptAt: next.at, expireAt: null }
      : { nextAttemptAt: null, expireAt };
  return {
    $set: { status: next.status, ...then, claim: null, lastFailedAt: at, lastError: error },
    $inc: { attempts: 1 },
  };
}

/** `webhook_deliveries`. */
export function createWebhookDeliveriesRepository(access: CollectionAccess): WebhookDeliveriesRepository {
  const change = async (
    operation: string,
    filter: mongo.Document,
    update: mongo.Document,
    options: mongo.UpdateOptions = REPEATABLE,
  ): Promise<number> =>
    (await access.run(operation, () => access.native.updateMany(filter, update, options))).modifiedCount;
  const count = ({ filter }: NamedQuery): Promise<number> =>
    access.run('count', () => access.native.countDocuments(filter));
  const first = async (query: NamedQuery): Promise<WebhookDeliveryDocument | null> =>
    (
      await access.find<WebhookDeliveryDocument>('findFirst', query, { limit: 1, projection: { body: 0 } })
    )[0] ?? null;
  const eventFilter = (tenant: string, endpoint: string, eventId: string): mongo.Document =>
    queries.byEvents(tenant, endpoint, [eventId]).filter;
  return {
    addMany: async (tenant, deliveries) =>
      void (await guardedUpsert(
        access,
        deliveries.map((delivery) => toWrite(tenant, delivery)),
      )),
    claimDue: async (claim) => claimDue(access, claim),
    markDelivered: async (tenant, endpoint, eventId, { at, expireAt }) =>
      (await change(
        'markDelivered',
        { ...eventFilter(tenant, endpoint, eventId), status: { $ne: 'delivered' } },
        {
          $set: {
            ...{ status: 'delivered', deliveredAt: at, expireAt, body: null },
            ...{ claim: null, nextAttemptAt: null },
          },
          $inc: { attempts: 1 },
        },
      )) === 1,
    markFailed: async (tenant, endpoint, eventId, attempt) =>
      (await change(
        'markFailed',
        { ...eventFilter(tenant, endpoint, eventId), claim: scalar(attempt.claim, 'claim') },
        toFailure(attempt),
      )) === 1,
    release: async (tenant, endpoint, eventIds, { claim, at }) =>
      change(
        'release',
        {
          ...queries.byEvents(tenant, endpoint, eventIds).filter,
          ...{ claim: scalar(claim, 'claim'), status: 'pending' },
        },
        { $set: { claim: null, nextAttemptAt: at } },
      ),
    moveAll: async (tenant, endpoint, move) => {
      const { filter } = queries.ofStatus(tenant, endpoint, move.from);
      return change(`move-${move.from}`, filter, { $set: toMove(move) }, {});
    },
    countByStatus: async (tenant, endpoint, statuses) => {
      const counts = statuses.map(
        async (status: DeliveryStatus) =>
          [status, await count(queries.ofStatus(tenant, endpoint, status))] as const,
      );
      return Object.fromEntries(await Promise.all(counts));
    },
    countDue: async (tenant, endpoint, at) => count(queries.due(tenant, endpoint, at)),
    findOldestPending: async (tenant, endpoint) => first(queries.oldestPending(tenant, endpoint)),
    findLastFailure: async (tenant, endpoint) => first(queries.lastFailures(tenant, endpoint)),
  };
}
