import { processEnvironment } from '@convoscope/config';
import { runStandalone } from './run-standalone.ts';

await runStandalone(process.argv.slice(2), processEnvironment());
