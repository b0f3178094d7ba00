import { analyticsQueries } from '../collections/conversation-analytics.ts';
import { correctionQueries } from '../collections/category-corrections.ts';
import { incidentQueries } from '../collections/incidents.ts';
import { messageQueries } from '../collections/conversation-messages.ts';
import { processingErrorQueries } from '../collections/processing-errors.ts';
import { reportQueries } from '../collections/analytics-reports.ts';
import { userHourQueries } from '../collections/user-hours.ts';
import { userQueries } from '../collections/user-analytics.ts';
import { webhookDeliveryQueries } from '../collections/webhook-deliveries.ts';
import type { NamedQuery } from '../collections/collection-spec.ts';
import type { ReportDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { PersonTraces } from '../store.ts';

/** The collections in which something of a person may stand. */
export interface TracedCollections {
  messages: CollectionAccess;
  analytics: CollectionAccess;
  users: CollectionAccess;
  userHours: CollectionAccess;
  webhookDeliveries: CollectionAccess;
  processingErrors: CollectionAccess;
  corrections: CollectionAccess;
  incidents: CollectionAccess;
  reports: CollectionAccess;
}

const BATCH = 50;
const ERASED = '[erased]';

const remove = (access: CollectionAccess, { filter }: NamedQuery): Promise<number> =>
  access.run('eraseOfPerson', async () => (await access.native.deleteMany(filter)).deletedCount);

const count = (access: CollectionAccess, { filter }: NamedQuery): Promise<number> =>
  access.run('countOfPerson', () => access.native.countDocuments(filter));

/** A value in which every text that is the id, or holds it, names nobody any more; the same object where none does. */
function withoutId(value: unknown, userId: string): unknown {
  if (typeof value === 'string')
    return value === userId || holdsId(value, userId) ? value.replaceAll(userId, ERASED) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutId(item, userId));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutId(item, userId)] as const);
  return entries.some(([key, item]) => item !== (value as Record<string, unknown>)[key])
    ? Object.fromEntries(entries)
    : value;
}

/** As a word of its own: an id such as `7` is part of many numbers. */
function holdsId(text: string, userId: string): boolean {
  for (let at = text.indexOf(userId); at >= 0; at = text.indexOf(userId, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + userId.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Deleted rows keep their hour and version until no event can come again that must find them: they stay, of nobody and about nothing. */
async function blankDeletedRows(access: CollectionAccess, tenant: string, userId: string): Promise<number> {
  const { filter } = analyticsQueries.ofErasedUser(tenant, userId);
  const nothing = { userId: null, title: null, language: null, category: null, anomaly: null };
  return access.run(
    'eraseOfPerson',
    async () => (await access.native.updateMany(filter, { $set: nothing })).modifiedCount,
  );
}

/** Incidents are a few a month: all of them are looked at. */
async function eraseInIncidents(access: CollectionAccess, tenant: string, userId: string): Promise<number> {
  let n = 0;
  for await (const incident of streamInOrder<{ incidentId: string }>(
    access,
    incidentQueries.ofTenant(tenant),
    { batchSize: BATCH },
  )) {
    const treated = withoutId(incident, userId) as { incidentId: string };
    if (treated === incident) continue;
    const { filter } = incidentQueries.byIds(tenant, [incident.incidentId]);
    await access.run('eraseOfPerson', () => access.native.replaceOne(filter, { ...treated }));
    n += 1;
  }
  return n;
}

async function* reportsNaming(
  access: CollectionAccess,
  tenant: string,
  userId: string,
): AsyncGenerator<ReportDocument> {
  for await (const report of streamInOrder<ReportDocument>(access, reportQueries.every(tenant), {
    batchSize: 10,
  }))
    if (withoutId(report.content, userId) !== report.content) yield report;
}

/** What collections of every owner hold of one person. The one place that reaches into all of them: an erasure is nobody's fact. */
export const createPersonTraces = (access: TracedCollections): PersonTraces => ({
  conversationsOf: async (tenant, userId, limit) =>
    access.messages.find('conversationsOf', messageQueries.ofUser(tenant, userId), { limit }),
  conversationsAfter: async (tenant, userId, after, limit) => {
    const { filter, sort = {} } = messageQueries.ofUser(tenant, userId);
    const query = {
      index: 'of_user',
      filter: { ...filter, deletedAt: null, conversationId: { $gt: scalar(after, 'after') } },
      sort,
    };
    return access.messages.find('conversationsAfter', query, { limit });
  },
  placesOf: (tenant, userId) => {
    const query = messageQueries.ofUser(tenant, userId);
    const live = { ...query, filter: { ...query.filter, deletedAt: null } };
    return streamInOrder(access.messages, live, {
      ...{ batchSize: 1_000, projection: { conversationId: 1, source: 1, startedAt: 1 } },
    });
  },
  remaining: async (tenant, userId) => ({
    conversation_messages: await count(access.messages, messageQueries.ofUser(tenant, userId)),
    conversation_analytics: await count(access.analytics, analyticsQueries.page(tenant, { userId })),
    deleted_conversation_analytics: await count(
      access.analytics,
      analyticsQueries.ofErasedUser(tenant, userId),
    ),
    user_hours: await count(access.userHours, userHourQueries.ofUsers(tenant, [userId])),
    user_analytics: await count(access.users, userQueries.byId(tenant, userId)),
  }),
  eraseOfConversations: async (tenant, conversationIds) => {
    const errors = conversationIds.map((conversationId) =>
      processingErrorQueries.page(tenant, { conversationId }),
    );
    let nErrors = 0;
    for (const query of errors) nErrors += await remove(access.processingErrors, query);
    return {
      webhook_deliveries: await remove(
        access.webhookDeliveries,
        webhookDeliveryQueries.ofKeys(tenant, conversationIds),
      ),
      processing_errors: nErrors,
      category_corrections: await remove(
        access.corrections,
        correctionQueries.ofConversations(tenant, conversationIds),
      ),
    };
  },
  eraseFigures: async (tenant, userId) => ({
    conversation_analytics: await blankDeletedRows(access.analytics, tenant, userId),
    user_hours: await remove(access.userHours, userHourQueries.ofUsers(tenant, [userId])),
    user_analytics: await remove(access.users, userQueries.byId(tenant, userId)),
    incidents: await eraseInIncidents(access.incidents, tenant, userId),
  }),
  reportsNaming: (tenant, userId) => reportsNaming(access.reports, tenant, userId),
  removeReport: async (tenant, reportId) =>
    void (await remove(access.reports, reportQueries.byId(tenant, reportId))),
});
