import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('anomaly', processEnvironment(), defaultEnvFile());
const [{ runService }, { anomalyService }] = await Promise.all([
  import('@convoscope/service'),
  import('./anomaly.service.ts'),
]);
await runService(anomalyService);
