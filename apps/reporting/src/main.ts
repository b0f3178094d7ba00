import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('reporting', processEnvironment(), defaultEnvFile());
const [{ runService }, { reportingService }] = await Promise.all([
  import('@convoscope/service'),
  import('./reporting.service.ts'),
]);
await runService(reportingService);
