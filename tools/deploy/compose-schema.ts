/** Fetches the JSON schema of Compose files. Usage: node tools/deploy/compose-schema.ts */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { prepareGo } from '../servers/go-toolchain.ts';
import { runCommand } from '../servers/run-command.ts';

/** The specification's own module, verified by Go like every module; only its schema is used. */
const MODULE = 'github.com/compose-spec/compose-go/v2@v2.9.0';
const FILE = 'compose-spec.json';

const target = (): string => join(cacheDir(), 'compose-schema-2.9.0');

async function install(folder: string): Promise<void> {
  const go = await prepareGo('the schema of Compose');
  const printed = await runCommand('go', ['mod', 'download', '-json', MODULE], { cwd: '/', env: go });
  const { Dir } = JSON.parse(printed.slice(printed.indexOf('{'))) as { Dir: string };
  copyFileSync(join(Dir, 'schema', FILE), join(folder, FILE));
}

export const installComposeSchema = (onProgress?: OnProgress): Promise<string> =>
  installOnce({ target: target(), install, onProgress });

/** The schema, or undefined where it was not fetched. */
export function findComposeSchema(): object | undefined {
  const file = join(target(), FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : undefined;
}

if (import.meta.main) console.log(await installComposeSchema((line) => console.log(line)));
