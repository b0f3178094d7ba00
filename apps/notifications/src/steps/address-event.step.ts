import { drop, ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import type { EndpointStates } from '../delivery/endpoint-registry.ts';

/** An event with those who want it. */
export interface Addressed {
  readonly event: ReceivedEvent;
  readonly endpoints: readonly string[];
}

export interface Addressee {
  readonly name: string;
  readonly topics: readonly string[];
  readonly tenant: string;
}

/** An endpoint is told of nothing older than itself: its first process does not flood it with all that the topics still hold. */
const TOLERANCE_MS = 60_000;

const WEBHOOK = 'webhook:';

/** Whether an event is for an endpoint: one that names endpoints among its recipients is for these alone. */
function isFor(name: string, { data }: ReceivedEvent): boolean {
  const { recipients } = (data ?? {}) as { recipients?: unknown };
  if (!Array.isArray(recipients)) return true;
  const named = recipients.filter((one) => typeof one === 'string' && one.startsWith(WEBHOOK));
  return named.length === 0 || named.includes(`${WEBHOOK}${name}`);
}

/** Who wants an event: endpoints of its tenant that name its topic and did so when it was published, and that it does not leave out. */
export function createAddressEventStep(
  addressees: readonly Addressee[],
  statesOf: (tenant: string) => Promise<EndpointStates>,
) {
  return async function addressEventStep(event: ReceivedEvent): Promise<Outcome<Addressed>> {
    const wanting = addressees.filter(
      ({ name, tenant, topics }) =>
        tenant === event.tenant && topics.includes(event.topic) && isFor(name, event),
    );
    if (wanting.length === 0) return drop('unwanted');
    const states = await statesOf(event.tenant);
    const endpoints = wanting
      .map(({ name }) => name)
      .filter(
        (name) => event.appendedAtMs >= (states[name]?.sinceMs[event.topic] ?? Infinity) - TOLERANCE_MS,
      );
    return endpoints.length === 0 ? drop('before-endpoint') : ok({ event, endpoints });
  };
}
