import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { eventId, topics, type RuleChanged } from '@convoscope/contracts';
import { parseRules } from '@convoscope/measures';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';

/** What changes rules: the running gateway, or the bus of the servers. The anomaly service keeps them. */
export interface RuleClient {
  save(yaml: string, since: string | undefined): Promise<void>;
  remove(name: string): Promise<void>;
}

export const openRules = (context: CommandContext): Promise<RuleClient> | RuleClient =>
  context.running === null ? openDirectly(context) : throughGateway(context);

function throughGateway(context: CommandContext): RuleClient {
  const api = createGatewayApi(context);
  return {
    save: async (yaml, since) =>
      void (await api.post('rules', { yaml, ...(since !== undefined && { since }) })),
    remove: async (name) => void (await api.post(`rules/${encodeURIComponent(name)}/remove`, {})),
  };
}

async function openDirectly(context: CommandContext): Promise<RuleClient> {
  const { bus, store, tenant, clock } = await context.openInfrastructure();
  const publish = async (changes: readonly Pick<RuleChanged, 'name' | 'change' | 'rule' | 'since'>[]) => {
    const requestedAt = new Date(clock.now()).toISOString();
    const topic = topics.rulesChanged.name;
    const requestedBy = `cli:${userInfo().username}`;
    await bus.publish(
      topics.rulesChanged,
      changes.map((change) => {
        const requestId = randomUUID();
        return {
          id: eventId({ topic, tenant, key: change.name, revision: requestId, producerVersion: '1' }),
          ...{ topic, source: 'cli', tenant, key: change.name, time: requestedAt },
          data: { ...change, requestId, requestedAt, requestedBy },
        };
      }),
    );
  };
  return {
    async save(yaml, since) {
      const known = new Map((await store.rules.findAll(tenant)).map((one) => [one.name, one]));
      const now = new Date(clock.now()).toISOString();
      await publish(
        parseRules(yaml).map((rule) => {
          const before = known.get(rule.name);
          const speaksFor = since ?? (before?.rule ? before.since : now);
          return { name: rule.name, change: 'saved' as const, rule, since: speaksFor };
        }),
      );
    },
    async remove(name) {
      const found = await store.rules.findByName(tenant, name);
      if (found === null || found.rule === null) throw new Error(`there is no rule ${name}`);
      await publish([{ name, change: 'removed', rule: null, since: found.since }]);
    },
  };
}
