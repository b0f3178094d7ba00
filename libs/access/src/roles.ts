import { ALL_PERMISSIONS, type Permission } from './permissions.ts';

export const BUILT_IN_ROLES = ['viewer', 'analyst', 'operator', 'steward', 'admin'] as const;

export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

const viewer: readonly Permission[] = [
  ...(['read:analytics', 'read:progress', 'read:anomalies', 'read:reports'] as const),
];
const analyst: readonly Permission[] = [
  ...viewer,
  ...(['read:conversations', 'write:rules', 'write:feedback', 'write:reports', 'run:detections'] as const),
];
const operator: readonly Permission[] = [
  ...viewer,
  ...(['read:processing', 'operate:processing', 'read:dead-letters', 'write:dead-letters'] as const),
  'write:conversations',
];
const steward: readonly Permission[] = [
  ...analyst,
  ...(['read:users', 'export:personal-data', 'erase:personal-data', 'read:audit'] as const),
];

/** The policy: what each role may do. What is not here is denied. */
export const ROLE_PERMISSIONS: Readonly<Record<BuiltInRole, readonly Permission[]>> = {
  viewer,
  analyst,
  operator,
  steward,
  admin: ALL_PERMISSIONS,
};

export const ROLE_SUMMARIES: Readonly<Record<BuiltInRole, string>> = {
  viewer: 'figures, reports and findings, nothing that a person said',
  analyst: 'what a viewer may, reads conversations, writes rules, gives feedback',
  operator: 'what a viewer may, and runs the pipeline',
  steward: 'what an analyst may, sees who talks, exports and erases personal data, reads the audit log',
  admin: 'everything',
};

export const isBuiltInRole = (name: string): name is BuiltInRole =>
  (BUILT_IN_ROLES as readonly string[]).includes(name);

/** The built-in roles that allow it. */
export const rolesWith = (permission: Permission): BuiltInRole[] =>
  BUILT_IN_ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
