import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALL_PERMISSIONS, isPermission, type Permission } from './permissions.ts';
import { accessOf } from './policy.ts';
import { BUILT_IN_ROLES, ROLE_PERMISSIONS, rolesWith } from './roles.ts';

const permissionArb = fc.constantFrom(...ALL_PERMISSIONS);

describe('what a principal may do', () => {
  it('is, by role, what the policy says', () => {
    const table = BUILT_IN_ROLES.map((role) => [
      role,
      accessOf({ roles: [role], scopes: null }).permissions.length,
    ]);
    expect(table).toEqual([
      ['viewer', 4],
      ['analyst', 9],
      ['operator', 9],
      ['steward', 13],
      ['admin', ALL_PERMISSIONS.length],
    ]);
    for (const role of ['viewer', 'analyst', 'operator'] as const) {
      const { may } = accessOf({ roles: [role], scopes: null });
      for (const personal of [
        'read:users',
        'export:personal-data',
        'erase:personal-data',
        'read:audit',
      ] as const)
        expect([role, personal, may(personal)]).toEqual([role, personal, false]);
    }
    for (const permission of ALL_PERMISSIONS.filter((name) => name.startsWith('manage:')))
      expect(rolesWith(permission)).toEqual(['admin']);
  });

  it('is nothing without a role, or with one that nobody knows', () => {
    for (const role of ['', 'root', 'Admin', '__proto__', 'constructor', 'toString'])
      expect(accessOf({ roles: [role], scopes: null }).permissions).toEqual([]);
    expect(accessOf({ roles: [], scopes: null }).permissions).toEqual([]);
    expect(accessOf({ roles: ['admin'], scopes: [] }).permissions).toEqual([]);
    expect(['__proto__', 'read:everything', 'toString', ''].some(isPermission)).toBe(false);
  });

  it('is the union of the roles cut by the scopes, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.subarray([...BUILT_IN_ROLES]),
        fc.option(fc.subarray([...ALL_PERMISSIONS])),
        permissionArb,
        (roles, scopes, permission: Permission) => {
          const isGranted = roles.some((role) => ROLE_PERMISSIONS[role].includes(permission));
          const isInScope = scopes === null || scopes.includes(permission);
          expect(accessOf({ roles, scopes }).may(permission)).toBe(isGranted && isInScope);
        },
      ),
    );
  });

  it('is, by a role of one’s own, what that names and no more', () => {
    const permissions: Permission[] = ['read:audit', 'read:everything' as Permission];
    const custom = [{ name: 'auditor', permissions }];
    expect(accessOf({ roles: ['auditor'], scopes: null }, custom).permissions).toEqual(['read:audit']);
    expect(
      accessOf({ roles: ['viewer'], scopes: null }, [{ name: 'viewer', permissions: ALL_PERMISSIONS }]).may(
        'read:audit',
      ),
    ).toBe(false);
  });
});
