/** An event as the product's code sees it; on Kafka it is a CloudEvents 1.0 binary-mode record. */
export interface Event<T = unknown> {
  /** UUIDv5 of what it says (`eventId`): a repeat has the same id. */
  id: string;
  /** Logical topic name, also the CloudEvents `type`. */
  topic: string;
  /** Service that produced it. */
  source: string;
  tenant: string;
  /** Record key: events of one key stay in order. Also the CloudEvents `subject`. */
  key: string;
  /** When it was produced, RFC 3339 UTC. */
  time: string;
  data: T;
  /** W3C Trace Context of the work that produced it. */
  traceparent?: string;
}

/** The tenant of a single-tenant installation. */
export const DEFAULT_TENANT = 'default';

/** The tenant of the conversation that only measures the way: it reaches every stage, but neither lake nor anybody's figures. No installation has this name. */
export const CANARY_TENANT = 'canary';
