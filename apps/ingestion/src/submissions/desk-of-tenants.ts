import type { SubmissionDesk } from './create-submission-desk.ts';

/** Tenants whose desks are kept; one that comes back gets a new one. */
const MOST_TENANTS = 100;

/** A desk for each tenant that something was sent for: its mapping, privacy rules, errors and conversations are its own. */
export function createDeskOfTenants(createDesk: (tenant: string) => Promise<SubmissionDesk>): SubmissionDesk {
  const desks = new Map<string, Promise<SubmissionDesk>>();
  const deskOf = (tenant: string): Promise<SubmissionDesk> => {
    const known = desks.get(tenant);
    if (known !== undefined) return known;
    const made = createDesk(tenant);
    if (desks.size >= MOST_TENANTS) desks.clear();
    desks.set(tenant, made);
    made.catch(() => desks.delete(tenant));
    return made;
  };
  return { process: async (submitted, tenant) => (await deskOf(tenant)).process(submitted, tenant) };
}
