import type { EndpointRegistry, EndpointStates } from './endpoint-registry.ts';

interface Registered {
  readonly tenant: string;
  readonly name: string;
  readonly url: string;
  readonly topics: readonly string[];
}

/**
 * What is remembered of a tenant's endpoints, after those of the settings have been noted as wanted from `sinceMs` on. Asked once a tenant;
 * what failed is tried again when it is asked next.
 */
export function registerOnce(
  registry: EndpointRegistry,
  endpoints: readonly Registered[],
  sinceMs: number,
): (tenant: string) => Promise<EndpointStates> {
  const registered = new Map<string, Promise<EndpointStates>>();
  return (tenant) => {
    const own = endpoints.filter((endpoint) => endpoint.tenant === tenant);
    const known = registered.get(tenant) ?? registry.register(tenant, own, sinceMs);
    registered.set(tenant, known);
    known.catch(() => registered.delete(tenant));
    return known;
  };
}
