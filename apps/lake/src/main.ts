import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('lake', processEnvironment(), defaultEnvFile());
const [{ runService }, { lakeService }] = await Promise.all([
  import('@convoscope/service'),
  import('./lake.service.ts'),
]);
await runService(lakeService);
