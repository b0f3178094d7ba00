import {
  BUILT_IN_ROLES,
  isPermission,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  ROLE_SUMMARIES,
} from '@convoscope/access';
import type { Route } from '../http/route.ts';
import type { Need } from './authorise.ts';

const mark = (isAllowed: boolean): string => (isAllowed ? 'x' : '');

const marksOf = (need: Need): string =>
  BUILT_IN_ROLES.map((role) => mark(!isPermission(need) || ROLE_PERMISSIONS[role].includes(need))).join(
    ' | ',
  );

const header = (first: string): string =>
  `| ${first} | ${BUILT_IN_ROLES.join(' | ')} |\n|---|---|${BUILT_IN_ROLES.map(() => '---').join('|')}|`;

const needOf = ({ needs }: Route): string =>
  ({ nothing: 'nothing: no key', 'signed-in': 'any key' })[needs as string] ?? `\`${needs}\``;

/** Who may call what, as a page: what each role may do, and what each operation needs. */
export function renderAccess(routes: readonly Route[]): string {
  const roles = BUILT_IN_ROLES.map((role) => `- **${role}**: ${ROLE_SUMMARIES[role]}`);
  const permissions = Object.entries(PERMISSIONS).map(
    ([name, lets]) => `| \`${name}\` | ${lets} | ${marksOf(name as Need)} |`,
  );
  const operations = routes.map(
    (route) => `| \`${route.method} ${route.path}\` | ${needOf(route)} | ${marksOf(route.needs)} |`,
  );
  return [
    '# Who may do what\n\nWritten by `tools/docs/api.ts` out of the route table and `libs/access`. How it is used: [access.md](../access.md).\n',
    `${roles.join('\n')}\n`,
    `## Permissions\n\n${header('permission | lets one')}\n${permissions.join('\n')}\n`,
    `## Operations\n\n${header('operation | needs')}\n${operations.join('\n')}\n`,
  ].join('\n');
}
