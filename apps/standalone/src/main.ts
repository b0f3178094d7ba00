import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

const env = processEnvironment();
// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('standalone', env, defaultEnvFile());
const { runStandalone } = await import('./run-standalone.ts');
await runStandalone(process.argv.slice(2), env);
