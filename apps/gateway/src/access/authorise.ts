import { accessOf, PERMISSIONS, rolesWith, type Permission, type Principal } from '@convoscope/access';
import { HttpProblem } from '../http/problem.ts';

/** What an operation asks of whoever calls it: a permission, that somebody was let in at all, or nothing. */
export type Need = Permission | 'signed-in' | 'nothing';

/** Throws a 403 problem that says what is missing and who has it. */
export function authorise(principal: Principal, need: Need): void {
  if (need === 'signed-in' || need === 'nothing') return;
  if (!accessOf(principal).may(need)) throw forbidden(principal, need);
}

function forbidden({ name, roles, scopes }: Principal, need: Permission): HttpProblem {
  const narrowed = scopes === null ? '' : `, narrowed to the scopes ${scopes.join(', ') || '(none)'}`;
  return new HttpProblem(403, 'forbidden', `This needs the permission ${need}: to ${PERMISSIONS[need]}.`, {
    detail: `${name} has the roles ${roles.join(', ') || '(none)'}${narrowed}. Roles with it: ${rolesWith(need).join(', ')}. Ask somebody who may manage keys for one of them (POST /api/v1/api-keys, or \`convoscope keys create\`).`,
    needs: need,
  });
}
