import { expect, it } from '@jest/globals';
import { ScriptedHttpServer } from '@convoscope/testing';
import { createTelemetry } from './index.ts';

it('sends finished spans to the collector, the last ones when it is closed', async () => {
  const collector = await ScriptedHttpServer.start();
  collector.route('POST /v1/traces', { body: {} });
  const telemetry = createTelemetry({
    service: 'tests',
    logLevel: 'silent',
    processMetrics: false,
    otlpEndpoint: `${collector.url}/`,
  });
  await telemetry.span('poll', async () => undefined);
  await telemetry.close();
  const [request] = collector.requestsTo('POST /v1/traces');
  expect(request?.body).toContain('poll');
  await collector.stop();
});
