import { userInfo } from 'node:os';
import { createDeadLetterDesk, type Edit } from '@convoscope/app-gateway/dead-letters/dead-letter-desk';
import {
  toDeadLetterView,
  toWholeDeadLetterView,
} from '@convoscope/app-gateway/dead-letters/dead-letter-view';
import type { ReplayResult } from '@convoscope/bus';
import { allTopics, type Topic } from '@convoscope/contracts';
import type { CommandContext } from './command-context.ts';
import { createGatewayApi } from './gateway-api.ts';

export type DeadLetterView = ReturnType<typeof toDeadLetterView>;
export type WholeDeadLetterView = ReturnType<typeof toWholeDeadLetterView>;

/** What people do with dead letters, through the running gateway or on the servers themselves; every action is audited. */
export interface DeadLetterClient {
  list(topic: string | undefined): Promise<DeadLetterView[]>;
  /** Throws where there is none. */
  show(topic: string, id: string): Promise<WholeDeadLetterView>;
  replay(
    topic: string,
    ids: readonly string[] | 'all',
    why: { edit?: Edit; because?: string },
  ): Promise<ReplayResult>;
  drop(topic: string, ids: readonly string[], because: string): Promise<number>;
}

const MOST_LISTED = 200;

const missing = (topic: string, id: string): Error => new Error(`there is no dead letter ${id} of ${topic}`);

function topicOf(name: string): Topic {
  const topic = allTopics.find((candidate) => candidate.name === name);
  if (!topic) throw new Error(`there is no topic ${name}`);
  return topic;
}

export const openDeadLetters = (context: CommandContext): Promise<DeadLetterClient> | DeadLetterClient =>
  context.running === null ? openDirectly(context) : throughGateway(context);

function throughGateway(context: CommandContext): DeadLetterClient {
  const api = createGatewayApi(context);
  return {
    list: async (topic) =>
      (await api.get<{ items: DeadLetterView[] }>('dead-letters', { query: { topic, limit: MOST_LISTED } }))
        .items,
    show: (topic, id) => api.get<WholeDeadLetterView>(`dead-letters/${topic}/${id}`),
    replay: (topic, ids, { edit, because }) =>
      api.post<ReplayResult>('dead-letters/replay', {
        ...{ topic, ids },
        ...(edit !== undefined && { edit }),
        ...(because !== undefined && { because }),
      }),
    drop: async (topic, ids, because) =>
      (await api.post<{ nDropped: number }>('dead-letters/drop', { topic, ids, because })).nDropped,
  };
}

async function openDirectly(context: CommandContext): Promise<DeadLetterClient> {
  const { bus, store, tenant, clock } = await context.openInfrastructure();
  const desk = createDeadLetterDesk({
    ...{ bus, auditLog: store.auditLog, now: () => clock.now() },
    // Who may read the servers sees all that is on them.
    isOf: () => true,
  });
  const by = `cli:${userInfo().username}`;
  return {
    async list(topic) {
      const wanted = allTopics.filter(({ name }) => topic === undefined || name === topic);
      const lists = await Promise.all(wanted.map((one) => bus.listDeadLetters(one)));
      return lists.flat().map(toDeadLetterView);
    },
    async show(topic, id) {
      const letter = await desk.find(topicOf(topic), id, tenant);
      if (letter === null) throw missing(topic, id);
      return toWholeDeadLetterView(letter);
    },
    async replay(topic, ids, { edit, because }) {
      const actor = { tenant, by, because };
      if (edit === undefined) return desk.replay(topicOf(topic), ids, actor);
      const result = await desk.replayEdited(topicOf(topic), String(ids[0]), edit, actor);
      if (result === null) throw missing(topic, String(ids[0]));
      return result;
    },
    drop: (topic, ids, because) => desk.drop(topicOf(topic), ids, { tenant, by, because }),
  };
}
