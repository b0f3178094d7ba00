import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('ingestion', processEnvironment(), defaultEnvFile());
const [{ runService }, { ingestionService }] = await Promise.all([
  import('@convoscope/service'),
  import('./ingestion.service.ts'),
]);
await runService(ingestionService);
