import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** What was erased of a person, where, and what remains until when. Says nothing of who it was but a hash. */
export interface ErasureProof {
  readonly format: 'convoscope.erasure/1';
  readonly tenant: string;
  readonly requestId: string;
  readonly personHash: string;
  readonly requestedBy: string;
  readonly because: string | null;
  readonly requestedAt: string;
  readonly completedAt: string;
  readonly nConversations: number;
  /** XOR of the SHA-256 of each erased conversation's id and revision. */
  readonly digest: string;
  /** What was removed, by place. */
  readonly places: Readonly<Record<string, number>>;
  readonly remains: readonly { readonly place: string; readonly until: string }[];
}

export interface SignedProof {
  readonly proof: ErasureProof;
  readonly algorithm: 'Ed25519';
  /** SPKI, base64. */
  readonly publicKey: string;
  /** Over the JSON of `proof` with its keys in order, base64. */
  readonly signature: string;
}

/** JSON whose keys are in order, at every depth: the same bytes for the same content. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

const exported = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');

/** A new Ed25519 key, as PEM (PKCS #8). */
export const createSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Signs a proof. Throws where the PEM holds no Ed25519 key. */
export function signProof(proof: ErasureProof, pem: string): SignedProof {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('the signing key is not an Ed25519 key');
  const signature = sign(null, Buffer.from(canonical(proof)), key).toString('base64');
  return { proof, algorithm: 'Ed25519', publicKey: exported(createPublicKey(key)), signature };
}

/**
 * Whether a proof is what was signed. With `trusted`, the public key of the installation, also whether it was signed by that: without it anybody can have
 * signed it.
 */
export function verifyProof({ proof, publicKey, signature }: SignedProof, trusted?: string): boolean {
  if (trusted !== undefined && trusted !== publicKey) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(canonical(proof)), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    // A key or signature that is none signs nothing.
    return false;
  }
}
