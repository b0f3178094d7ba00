import type { Permission } from './permissions.ts';

/**
 * What is written down each time that it is used: reading what a person said or who they are, and changing who may do what, what the pipeline does and
 * what people are told. What takes part in none of that (figures, sending conversations in, feedback) is not.
 */
export const AUDITED_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  ...(['read:conversations', 'read:users', 'read:dead-letters'] as const),
  ...(['export:personal-data', 'erase:personal-data'] as const),
  ...(['write:rules', 'write:dead-letters', 'operate:processing', 'write:reports'] as const),
  ...(['manage:keys', 'manage:roles', 'manage:users', 'manage:settings', 'manage:tenants'] as const),
]);
