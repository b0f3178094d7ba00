/**
 * What pages, reports and measures cost at 10,000, 100,000 and 1,000,000 conversations. Writes docs/benchmarks/growth.md.
 * Usage: npm run bench -- --section growth; or node tools/bench/growth.ts [--sizes 10000,100000] after a build.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMongod } from '../servers/mongod.ts';
import { measureSize, type MeasuredSize } from './growth/measure-size.ts';
import { toPage } from './growth/to-page.ts';

const PAGE = join(import.meta.dirname, '../../docs/benchmarks/growth.md');
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' } } });

const sizes = values.sizes.split(',').map(Number);
const mongod = await startMongod();
const measured: MeasuredSize[] = [];
try {
  for (const n of sizes) {
    measured.push(await measureSize(mongod, n, (line) => console.log(line)));
    // After each size, so that a run that is stopped has said what it found.
    writeFileSync(PAGE, toPage(measured));
  }
} finally {
  await mongod.stop();
}
console.log(`written: ${PAGE}`);
