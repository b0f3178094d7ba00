export type * from './policy.ts';
export { createPolicy, defaultPolicyOptions, type PolicyDependencies } from './create-policy.ts';
export {
  createHttpClient,
  type CallOptions,
  type HeaderValue,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  type HttpResponse,
  type QueryValue,
} from './http-client.ts';
export { retryDelayMs } from './retry.ts';
export { parseRetryAfterMs } from './retry-after.ts';
export { createGuardedDispatcher, type GuardedDispatcherOptions } from './guarded-dispatcher.ts';
export { whyRefused } from './private-addresses.ts';
