export { ALL_PERMISSIONS, isPermission, PERMISSIONS, type Permission } from './permissions.ts';
export {
  BUILT_IN_ROLES,
  isBuiltInRole,
  ROLE_PERMISSIONS,
  ROLE_SUMMARIES,
  rolesWith,
  type BuiltInRole,
} from './roles.ts';
export type { Principal, PrincipalKind } from './principal.ts';
export { accessOf, type Access, type CustomRole } from './policy.ts';
export {
  hashKey,
  isSameHash,
  KEY_PREFIX,
  keyIdOf,
  makeId,
  makeKey,
  makeSecret,
  makeSessionToken,
  sessionIdOf,
  type MadeKey,
} from './key-secret.ts';
export { isIncluded, merkleRoot, proveInclusion, type InclusionProof } from './merkle.ts';
export { AUDITED_PERMISSIONS } from './audited.ts';
