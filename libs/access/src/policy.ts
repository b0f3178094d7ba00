import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import { ALL_PERMISSIONS, isPermission, type Permission } from './permissions.ts';
import type { Principal } from './principal.ts';
import { isBuiltInRole, ROLE_PERMISSIONS } from './roles.ts';

/** A role that an installation made for itself. */
export interface CustomRole {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** What a principal may do. Deny by default: a role that nobody knows allows nothing. */
export interface Access {
  may(permission: Permission): boolean;
  readonly permissions: readonly Permission[];
}

const splitPermission = (permission: Permission): [action: string, subject: string] => {
  const [action = '', subject = ''] = permission.split(':', 2);
  return [action, subject];
};

function permissionsOf(role: string, custom: readonly CustomRole[]): readonly Permission[] {
  if (isBuiltInRole(role)) return ROLE_PERMISSIONS[role];
  return custom.find(({ name }) => name === role)?.permissions.filter(isPermission) ?? [];
}

/** The union of its roles, narrowed by its scopes: a scope never adds what no role allows. */
export function accessOf(
  { roles, scopes }: Pick<Principal, 'roles' | 'scopes'>,
  custom: readonly CustomRole[] = [],
): Access {
  const { can, build } = new AbilityBuilder<MongoAbility>(createMongoAbility);
  for (const role of roles)
    for (const permission of permissionsOf(role, custom))
      if (scopes === null || scopes.includes(permission)) can(...splitPermission(permission));
  const ability = build();
  const may = (permission: Permission): boolean => ability.can(...splitPermission(permission));
  return { may, permissions: ALL_PERMISSIONS.filter(may) };
}
