import { z } from 'zod';

/** A name to sign in with: lower case, composed alike however it was typed. */
export const accountName = z
  .string()
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .regex(
    /^[^\s/\p{C}]{1,100}$/u,
    '1 to 100 characters without blanks and slashes, such as an e-mail address',
  );

/** `ana` is of the home tenant, `acme/ana` of the tenant `acme`: one tenant cannot tell which names another has. */
export function toLogin(text: string, homeTenant: string): { tenant: string; name: string } {
  const given = text.normalize('NFKC').trim();
  const slash = given.indexOf('/');
  const tenant = slash === -1 ? homeTenant : given.slice(0, slash);
  return { tenant, name: given.slice(slash + 1).toLowerCase() };
}
