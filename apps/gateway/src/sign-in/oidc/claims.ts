/** How what an issuer says of somebody becomes what they may do here. */
export interface ClaimMapping {
  /** Claim that lists groups or roles; dots lead into objects, such as `realm_access.roles`. */
  rolesClaim: string;
  /** Roles of ours, by what stands in that claim. */
  roles: Readonly<Record<string, readonly string[]>>;
  /** Of who has none of them. */
  defaultRoles: readonly string[];
  /** Claim that names the tenant; undefined: everybody is of the home tenant. */
  tenantClaim: string | undefined;
  homeTenant: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Somebody an issuer vouches for. */
export interface Vouched {
  /** Issuer and subject: the one pair that is never given to somebody else. */
  id: string;
  /** As the audit log names them: what they call themselves never stands alone. */
  name: string;
  tenant: string;
  roles: string[];
}

/** Why somebody the issuer vouches for is not let in here. */
export type Misfit = 'no subject' | 'no role of ours' | 'no tenant';

/** The claim of a name that may hold dots itself, or lead into objects. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Claims)[name]
          : undefined,
      claims,
    );
}

const TENANT = /^[^\s/\p{C}]{1,128}$/u;
const SHOWN_NAME = /^[^\p{C}]{1,100}$/u;
const SUBJECT = /^[^\p{C}]{1,255}$/u;

/** Who it is here, or why they are nobody here. */
export function toVouched(claims: Claims, mapping: ClaimMapping): Vouched | Misfit {
  const { sub, iss } = claims;
  if (typeof sub !== 'string' || typeof iss !== 'string' || !SUBJECT.test(sub)) return 'no subject';
  const tenant =
    mapping.tenantClaim === undefined ? mapping.homeTenant : claimAt(claims, mapping.tenantClaim);
  if (typeof tenant !== 'string' || !TENANT.test(tenant)) return 'no tenant';
  const roles = rolesOf(claimAt(claims, mapping.rolesClaim), mapping);
  if (roles.length === 0) return 'no role of ours';
  return { id: `${iss}#${sub}`, name: nameOf(claims, sub), tenant, roles };
}

function rolesOf(given: unknown, { roles, defaultRoles }: ClaimMapping): string[] {
  const known = new Map(Object.entries(roles));
  const mapped = [given].flat().flatMap((one) => (typeof one === 'string' ? (known.get(one) ?? []) : []));
  return mapped.length === 0 ? [...defaultRoles] : [...new Set(mapped)];
}

function nameOf({ preferred_username: username, email }: Claims, sub: string): string {
  const isShown = (name: unknown): name is string => typeof name === 'string' && SHOWN_NAME.test(name);
  const shown = [username, email].find(isShown);
  return shown === undefined || shown === sub ? sub : `${shown} (${sub})`;
}
