import { join } from 'node:path';
import { installOnce } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { runCommand } from './run-command.ts';

/** A Python with packages of its own; resolves to its path. */
export async function installPython(name: string, packages: readonly string[]): Promise<string> {
  const target = join(cacheDir(), name);
  await installOnce({
    target,
    async install(folder) {
      // Its programs name the folder they were made for; only the interpreter is used, which finds its packages from where it lies.
      await runCommand('python3', ['-m', 'venv', folder]);
      await runCommand(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', ...packages]);
    },
  });
  return join(target, 'bin', 'python');
}
