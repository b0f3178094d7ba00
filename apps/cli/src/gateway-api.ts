import {
  createHttpClient,
  createPolicy,
  defaultPolicyOptions,
  type HttpClient,
} from '@convoscope/resilience';
import { systemClock } from '@convoscope/telemetry';
import type { CommandContext } from './command-context.ts';

/** The API of the `npm start` that is running on the data folder. */
export function createGatewayApi({ running, telemetry, env }: CommandContext): HttpClient {
  if (running === null) throw new Error('there is no running gateway to ask');
  const policy = createPolicy(
    { ...defaultPolicyOptions('gateway'), retries: 0 },
    { clock: systemClock, telemetry },
  );
  const key = env['GATEWAY_API_KEY'];
  return createHttpClient({
    baseUrl: `${running.gatewayUrl}/api/v1`,
    policy,
    headers: key === undefined ? {} : { 'x-api-key': { reveal: () => key } },
  });
}
