import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('categorisation', processEnvironment(), defaultEnvFile());
const [{ runService }, { categorisationService }] = await Promise.all([
  import('@convoscope/service'),
  import('./categorisation.service.ts'),
]);
await runService(categorisationService);
