/** Installs the programs that look over what is deployed. Usage: node tools/deploy/go-tools.ts [helm kubeconform kube-score actionlint] */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { prepareGo } from '../servers/go-toolchain.ts';
import { runCommand } from '../servers/run-command.ts';

/** Go verifies each module against its checksum database. */
const MODULES = {
  helm: { module: 'helm.sh/helm/v3/cmd/helm', version: 'v3.22.0' },
  kubeconform: { module: 'github.com/yannh/kubeconform/cmd/kubeconform', version: 'v0.8.0' },
  'kube-score': { module: 'github.com/zegl/kube-score/cmd/kube-score', version: 'v1.20.0' },
  actionlint: { module: 'github.com/rhysd/actionlint/cmd/actionlint', version: 'v1.7.12' },
} as const;

export type GoTool = keyof typeof MODULES;
export const goTools = Object.keys(MODULES) as GoTool[];

const target = (name: GoTool): string => join(cacheDir(), `${name}-${MODULES[name].version}`);

/** The path of a program, built once from source (seconds to 4 minutes on 2 cores). */
export async function installGoTool(name: GoTool, onProgress?: OnProgress): Promise<string> {
  const { module, version } = MODULES[name];
  const install = async (folder: string): Promise<void> => {
    const go = await prepareGo(name);
    await runCommand('go', ['install', `${module}@${version}`], {
      cwd: folder,
      env: { ...go, GOBIN: folder },
    });
  };
  return join(await installOnce({ target: target(name), install, onProgress }), name);
}

/** The path of an installed program, or undefined: installing it takes too long for the inside of a test. */
export function findGoTool(name: GoTool): string | undefined {
  const program = join(target(name), name);
  return existsSync(program) ? program : undefined;
}

if (import.meta.main) {
  const wanted = process.argv.length > 2 ? (process.argv.slice(2) as GoTool[]) : goTools;
  for (const name of wanted) console.log(await installGoTool(name, (line) => console.log(line)));
}
