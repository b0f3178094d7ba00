import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('translation', processEnvironment(), defaultEnvFile());
const [{ runService }, { translationService }] = await Promise.all([
  import('@convoscope/service'),
  import('./translation.service.ts'),
]);
await runService(translationService);
