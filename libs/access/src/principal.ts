import type { Permission } from './permissions.ts';

/** `local`: somebody on the machine itself, where that is let in without a key. */
export type PrincipalKind = 'api-key' | 'user' | 'service' | 'local';

/** Who asks. All of it comes from credentials that were checked, nothing from the request. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** Never given to somebody else. */
  readonly id: string;
  /** As the audit log and events name it. */
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  /** What of its roles it may use; null: all. */
  readonly scopes: readonly Permission[] | null;
  /** Whoever runs the installation: came with the key of its settings, or sits at the machine. Limits are for all others. */
  readonly isOperator?: boolean;
}
