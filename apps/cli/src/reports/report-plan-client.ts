import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { eventId, topics, type ReportPlanChanged } from '@convoscope/contracts';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';

export type PlanKind = 'template' | 'schedule';
export type PlanAction = 'pause' | 'resume' | 'run' | 'remove';

/** What changes templates and schedules: the running gateway, or the bus of the servers. Reporting keeps them. */
export interface ReportPlanClient {
  save(kind: PlanKind, name: string, yaml: string): Promise<void>;
  act(kind: PlanKind, name: string, action: PlanAction): Promise<void>;
}

const CHANGES = { pause: 'paused', resume: 'resumed', run: 'run', remove: 'removed' } as const;

export const openReportPlans = (context: CommandContext): Promise<ReportPlanClient> | ReportPlanClient =>
  context.running === null ? openDirectly(context) : throughGateway(context);

function throughGateway(context: CommandContext): ReportPlanClient {
  const api = createGatewayApi(context);
  return {
    save: async (kind, _name, yaml) => void (await api.post(`report-${kind}s`, { yaml })),
    act: async (kind, name, action) =>
      void (await api.post(`report-${kind}s/${encodeURIComponent(name)}/${action}`, {})),
  };
}

async function openDirectly(context: CommandContext): Promise<ReportPlanClient> {
  const { bus, store, tenant, clock } = await context.openInfrastructure();
  const publish = async (change: Pick<ReportPlanChanged, 'kind' | 'name' | 'change' | 'definition'>) => {
    const topic = topics.reportPlansChanged;
    const [requestId, requestedAt] = [randomUUID(), new Date(clock.now()).toISOString()];
    const id = eventId({
      ...{ topic: topic.name, tenant, key: change.name, revision: requestId, producerVersion: '1' },
    });
    const data = { ...change, requestId, requestedAt, requestedBy: `cli:${userInfo().username}` };
    await bus.publish(topic, [
      { id, topic: topic.name, source: 'cli', tenant, key: change.name, time: requestedAt, data },
    ]);
  };
  return {
    save: (kind, name, yaml) => publish({ kind, name, change: 'saved', definition: yaml }),
    async act(kind, name, action) {
      const found = await store.reportPlans.findByName(tenant, kind, name);
      if (found?.definition == null) throw new Error(`there is no ${kind} ${name}`);
      await publish({ kind, name, change: CHANGES[action], definition: null });
    },
  };
}
