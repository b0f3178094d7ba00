import { TransientError } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';

/** What is remembered of an endpoint beyond the settings: since when it is told of each topic, and whether it is told at all. */
export interface EndpointState {
  /** Scheme, host and port: a path may hold keys. */
  readonly origin: string;
  /** By topic, ms since the epoch: events from before are none of its business. */
  readonly sinceMs: Readonly<Record<string, number>>;
  readonly disabled: { readonly atMs: number; readonly because: string } | null;
}

export type EndpointStates = Readonly<Record<string, EndpointState>>;

interface Registered {
  readonly name: string;
  readonly url: string;
  readonly topics: readonly string[];
}

const OWNER = 'notifications';
const NAME = 'webhooks';
const ATTEMPTS = 10;

/** With what it did not know of the endpoint before; the same object where it knew all. */
function withEndpoint(
  states: EndpointStates,
  { name, url, topics }: Registered,
  nowMs: number,
): EndpointStates {
  const known = states[name];
  const { origin } = new URL(url);
  const added = topics.filter((topic) => known?.sinceMs[topic] === undefined);
  if (known?.origin === origin && added.length === 0) return states;
  const sinceMs = { ...known?.sinceMs, ...Object.fromEntries(added.map((topic) => [topic, nowMs])) };
  return { ...states, [name]: { origin, sinceMs, disabled: known?.disabled ?? null } };
}

/** The endpoints that a tenant has ever had, in one small document that several processes change by compare-and-swap. */
export class EndpointRegistry {
  readonly #snapshots: SnapshotsRepository;

  constructor(snapshots: SnapshotsRepository) {
    this.#snapshots = snapshots;
  }

  async read(tenant: string): Promise<EndpointStates> {
    return ((await this.#snapshots.get(tenant, OWNER, NAME))?.value ?? {}) as EndpointStates;
  }

  /** Notes endpoints and topics that are new, as wanted from `nowMs` on. */
  async register(tenant: string, endpoints: readonly Registered[], nowMs: number): Promise<EndpointStates> {
    return this.#change(tenant, (states) =>
      endpoints.reduce((all, endpoint) => withEndpoint(all, endpoint, nowMs), states),
    );
  }

  /** Nothing more is posted there until it is enabled. Returns whether it was enabled before. */
  async disable(tenant: string, name: string, disabled: { atMs: number; because: string }): Promise<boolean> {
    const after = await this.#change(tenant, (states) => {
      const state = states[name];
      return state === undefined || state.disabled !== null
        ? states
        : { ...states, [name]: { ...state, disabled } };
    });
    return after[name]?.disabled === disabled;
  }

  async enable(tenant: string, name: string): Promise<void> {
    await this.#change(tenant, (states) => {
      const state = states[name];
      return state === undefined ? states : { ...states, [name]: { ...state, disabled: null } };
    });
  }

  async #change(tenant: string, change: (states: EndpointStates) => EndpointStates): Promise<EndpointStates> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await this.#snapshots.get(tenant, OWNER, NAME);
      const before = (stored?.value ?? {}) as EndpointStates;
      const after = change(before);
      if (after === before) return after;
      if (await this.#snapshots.put(tenant, OWNER, NAME, after, stored?.version ?? 0)) return after;
    }
    throw new TransientError('too many change the endpoints at once', { code: 'WEBHOOKS_CONTENDED' });
  }
}
