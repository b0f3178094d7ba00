import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('gateway', processEnvironment(), defaultEnvFile());
const [{ runService }, { gatewayService }] = await Promise.all([
  import('@convoscope/service'),
  import('./gateway.service.ts'),
]);
await runService(gatewayService);
