/** Installs Helm. Usage: node tools/deploy/install-helm.ts */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { prepareGo } from '../servers/go-toolchain.ts';
import { runCommand } from '../servers/run-command.ts';

/** Go verifies the module against its checksum database. */
const MODULE = 'helm.sh/helm/v3/cmd/helm';
const VERSION = 'v3.22.0';

const target = (): string => join(cacheDir(), `helm-${VERSION}`);

async function build(folder: string): Promise<void> {
  const go = await prepareGo('Helm');
  await runCommand('go', ['install', `${MODULE}@${VERSION}`], { cwd: folder, env: { ...go, GOBIN: folder } });
}

/** The path of helm, built once from source (2-4 minutes on 2 cores). */
export const installHelm = async (onProgress?: OnProgress): Promise<string> =>
  join(await installOnce({ target: target(), install: build, onProgress }), 'helm');

/** The path of an installed helm, or undefined: installing it takes too long for the inside of a test. */
export function findHelm(): string | undefined {
  const helm = join(target(), 'helm');
  return existsSync(helm) ? helm : undefined;
}

if (import.meta.main) console.log(await installHelm((line) => console.log(line)));
