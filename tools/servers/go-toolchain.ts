import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireCommands } from './debian.ts';
import { runCommand } from './run-command.ts';

const GO_VERSION = '1.26.8';
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Environment in which `go` is new enough to build modules that ask for Go 1.21 or later. */
export type GoEnvironment = Readonly<Record<string, string>>;

/** The minor version in what `go version` prints, e.g. 19 for `go version go1.19.8 linux/amd64`. */
export const minorVersion = (printed: string): number => Number(/\bgo1\.(\d+)/.exec(printed)?.[1] ?? 0);

function makeExecutable(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
}

/** Go's own toolchain as a module: verified by checksum like every module, but without the right to run. */
async function fetchToolchain(): Promise<string> {
  const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  const module = `golang.org/toolchain@v0.0.1-go${GO_VERSION}.${platform}`;
  const { Dir } = JSON.parse(await runCommand('go', ['mod', 'download', '-json', module], { cwd: '/' })) as {
    Dir: string;
  };
  makeExecutable(join(Dir, 'bin'));
  makeExecutable(join(Dir, 'pkg', 'tool'));
  return Dir;
}

/**
 * Makes Go ready to build current modules, installing it as root when it is missing. Since 1.21 Go fetches newer toolchains by itself; an
 * older one (Debian 12 has 1.19) is used only to fetch a newer one through the module proxy.
 */
export async function prepareGo(purpose: string): Promise<GoEnvironment> {
  requireCommands(purpose, ['go'], ['golang-go', 'ca-certificates']);
  if (minorVersion(await runCommand('go', ['version'])) >= 21) return {};
  const root = await fetchToolchain();
  return { GOROOT: root, PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` };
}
