import { defaultEnvFile, processEnvironment } from '@convoscope/config';
import { startTracing } from '@convoscope/telemetry';

// What people said lies in the data folder: what this process and mongod write there is theirs alone.
process.umask(0o077);
const env = processEnvironment();
// First, and the rest only then: what is loaded before is not instrumented.
await startTracing('standalone', env, defaultEnvFile());
const { runStandalone } = await import('./run-standalone.ts');
await runStandalone(process.argv.slice(2), env);
