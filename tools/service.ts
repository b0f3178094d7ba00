/** Runs one service against the servers its settings name. Usage: npm run service -- categorisation */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from './service-names.ts';

const name = process.argv[2] ?? '';
const main = join(import.meta.dirname, '..', 'apps', name, 'dist', 'main.js');
if (!serviceNames.includes(name) || !existsSync(main)) {
  console.error(`Unknown service ${JSON.stringify(name)}. Known: ${serviceNames.join(', ')}`);
  process.exit(64);
}
await import(main);
