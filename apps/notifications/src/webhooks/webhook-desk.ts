import type {
  AuditLogRepository,
  DeliveryStatus,
  WebhookDeliveriesRepository,
  WebhookDeliveryDocument,
} from '@convoscope/store';
import type { EndpointRegistry, EndpointState } from '../delivery/endpoint-registry.ts';

export interface WebhookDeskOptions {
  deliveries: WebhookDeliveriesRepository;
  registry: EndpointRegistry;
  auditLog: Pick<AuditLogRepository, 'append'>;
  now: () => number;
}

/** Who acts, for whom, and why. */
export interface Actor {
  tenant: string;
  by: string;
  because?: string | undefined;
}

/** An endpoint as it stands. Counts of delivered ones go back as far as they are remembered. */
export interface EndpointView {
  name: string;
  origin: string;
  topics: string[];
  state: 'enabled' | 'disabled';
  disabledAt: string | null;
  disabledBecause: string | null;
  counts: Record<DeliveryStatus, number>;
  oldestPendingAt: string | null;
  lastFailure: { at: string; error: string; eventId: string; topic: string } | null;
}

const NO_COUNTS = { pending: 0, delivered: 0, failed: 0, disabled: 0 };
const STATUSES = Object.keys(NO_COUNTS) as DeliveryStatus[];

const isoOf = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

function toFailure(found: WebhookDeliveryDocument | null): EndpointView['lastFailure'] {
  if (found?.lastFailedAt == null) return null;
  const { lastFailedAt, lastError, eventId, topic } = found;
  return { at: lastFailedAt.toISOString(), error: lastError ?? '', eventId, topic };
}

/**
 * What people do with webhooks. Every change is written to the audit log before it is made: what cannot be written down is not done.
 */
export function createWebhookDesk({ deliveries, registry, auditLog, now }: WebhookDeskOptions) {
  const view = async (tenant: string, name: string, state: EndpointState): Promise<EndpointView> => {
    const [counts, oldest, failure] = await Promise.all([
      deliveries.countByStatus(tenant, name, STATUSES),
      deliveries.findOldestPending(tenant, name),
      deliveries.findLastFailure(tenant, name),
    ]);
    return {
      ...{ name, origin: state.origin, topics: Object.keys(state.sinceMs) },
      state: state.disabled === null ? 'enabled' : 'disabled',
      disabledAt: state.disabled === null ? null : new Date(state.disabled.atMs).toISOString(),
      disabledBecause: state.disabled?.because ?? null,
      counts: { ...NO_COUNTS, ...counts },
      oldestPendingAt: isoOf(oldest?.publishedAt),
      lastFailure: toFailure(failure),
    };
  };
  const note = async (action: string, name: string, { tenant, by, because }: Actor): Promise<void> => {
    const entry = { action, by, subject: name, because: because ?? null, before: null, after: null };
    await auditLog.append(tenant, [{ at: new Date(now()), ...entry }]);
  };
  const known = async (tenant: string, name: string): Promise<void> => {
    if (!Object.hasOwn(await registry.read(tenant), name)) throw new Error(`there is no webhook ${name}`);
  };
  const moveAll = (tenant: string, name: string, from: 'disabled' | 'failed'): Promise<number> =>
    deliveries.moveAll(tenant, name, { from, to: 'pending', at: new Date(now()) });
  return {
    async list(tenant: string): Promise<EndpointView[]> {
      const states = Object.entries(await registry.read(tenant));
      return Promise.all(states.map(([name, state]) => view(tenant, name, state)));
    },

    /** Posts to an endpoint again that was disabled; resolves to how many deliveries had waited for it. */
    async enable(name: string, actor: Actor): Promise<number> {
      await known(actor.tenant, name);
      await note('webhook.enable', name, actor);
      await registry.enable(actor.tenant, name);
      return moveAll(actor.tenant, name, 'disabled');
    },

    /** Begins the attempts of failed deliveries anew, of one endpoint or of all; resolves to how many. */
    async retry(name: string | undefined, actor: Actor): Promise<number> {
      if (name !== undefined) await known(actor.tenant, name);
      const names = name === undefined ? Object.keys(await registry.read(actor.tenant)) : [name];
      await note('webhook.retry', name ?? 'all', actor);
      const moved = await Promise.all(names.map((one) => moveAll(actor.tenant, one, 'failed')));
      return moved.reduce((sum, count) => sum + count, 0);
    },
  };
}

export type WebhookDesk = ReturnType<typeof createWebhookDesk>;
