/** Installs real servers for tests. Usage: node tools/servers/install.ts [kafka mongod s3 nocodb apertium chromium] */
import { installers, parseServerNames, serverNames } from './servers.ts';

for (const name of parseServerNames(process.argv.slice(2), serverNames)) {
  console.log(`${name}: ${await installers[name]((line) => console.log(line))}`);
}
