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

/** Who wants an event: endpoints of its tenant that name its topic and did so when it was published. */
export function createAddressEventStep(
  addressees: readonly Addressee[],
  statesOf: (tenant: string) => Promise<EndpointStates>,
) {
  return async function addressEventStep(event: ReceivedEvent): Promise<Outcome<Addressed>> {
    const wanting = addressees.filter(
      ({ tenant, topics }) => tenant === event.tenant && topics.includes(event.topic),
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
