import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('notifications', processEnvironment(), defaultEnvFile());
const [{ runService }, { notificationsService }] = await Promise.all([
  import('@convoscope/service'),
  import('./notifications.service.ts'),
]);
await runService(notificationsService);
