import { DataError } from '@convoscope/statistics';
import { buildGraph, type Graph } from '../convention/graph.ts';

/** Conversations as parallel lists: who, with which model, about what. Missing ids (null, undefined, '') add no edge. */
export interface ConversationRows {
  readonly users: readonly (string | null | undefined)[];
  readonly models: readonly (string | null | undefined)[];
  /** One topic or several of each conversation. */
  readonly topics: readonly (string | readonly string[] | null | undefined)[];
  /** How much each conversation counts (its messages, say); 1 when absent. */
  readonly weights?: readonly number[];
}

/** What a node of the graph stands for. */
export interface ConversationNode {
  readonly kind: 'user' | 'model' | 'topic';
  readonly id: string;
}

/** Users, models and topics, joined where a conversation joins them. */
export interface ConversationGraph {
  readonly graph: Graph;
  /** By the number of the node. */
  readonly nodes: readonly ConversationNode[];
}

function checkLengths({ users, models, topics, weights }: ConversationRows): void {
  for (const [name, list] of Object.entries({ models, topics, weights }))
    if (list !== undefined && list.length !== users.length)
      throw new DataError(`${users.length} users and ${list.length} ${name} are no conversations`);
}

/**
 * The undirected graph of users, models and topics: an edge's weight is the number (or weight) of the conversations that join its two ends: user-model,
 * user-topic, model-topic. Detect in it users whose topics are nobody else's (`unlikely-links`), pairs that are far too busy (`edge-weight`),
 * users in the middle of one dominant edge (`oddball`). Throws `DataError` on lists of unlike length and where there is no id at all.
 * Cost: O(conversations x topics each).
 */
export function buildConversationGraph(rows: ConversationRows): ConversationGraph {
  checkLengths(rows);
  const nodes: ConversationNode[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (kind: ConversationNode['kind'], id: string | null | undefined): number[] => {
    if (id === null || id === undefined || id === '') return [];
    const key = `${kind}\n${id}`;
    if (!numbers.has(key)) {
      numbers.set(key, nodes.length);
      nodes.push({ kind, id });
    }
    return [numbers.get(key)!];
  };
  const edges = { sources: [] as number[], targets: [] as number[], weights: [] as number[] };
  rows.users.forEach((user, row) => {
    const given = rows.topics[row];
    const topics = [...new Set(typeof given === 'string' ? [given] : (given ?? []))];
    const u = numberOf('user', user);
    const m = numberOf('model', rows.models[row]);
    const t = topics.flatMap((topic) => numberOf('topic', topic));
    const join = (from: number[], to: number[]): void =>
      from.forEach((source) =>
        to.forEach((target) => {
          edges.sources.push(source);
          edges.targets.push(target);
          edges.weights.push(rows.weights?.[row] ?? 1);
        }),
      );
    join(u, m);
    join(u, t);
    join(m, t);
  });
  return { graph: buildGraph(edges, { nNodes: nodes.length }), nodes };
}
