import { createHash } from 'node:crypto';

/** Namespace of every Convoscope event id (a random UUID, fixed for ever). */
const NAMESPACE = Buffer.from('6f1d6f0c3c0b4f0d9d6b0a4c8a2b7e51', 'hex');

/** What makes an event the same event when it is produced again. */
export interface EventIdentity {
  topic: string;
  tenant: string;
  key: string;
  /** Content revision, window or job the event is about. */
  revision: string;
  /** Version of what produced it (model, taxonomy, detector) and the pass. */
  producerVersion: string;
}

/** UUIDv5 (RFC 9562, section 5.5) over the identity: producing an event twice gives the same id. */
export function eventId(identity: EventIdentity): string {
  const name = JSON.stringify([
    identity.topic,
    identity.tenant,
    identity.key,
    identity.revision,
    identity.producerVersion,
  ]);
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
