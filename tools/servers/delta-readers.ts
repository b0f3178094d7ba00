/** Other people's readers of Delta tables, installed once into the cache. */
import { join } from 'node:path';
import { installOnce } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { hasCommand, requireCommands } from './debian.ts';
import { runCommand } from './run-command.ts';

const DELTALAKE = '1.6.6';
const SPARK = '4.0.0';

export const hasPython = (): boolean => hasCommand('python3');

/** A Python with packages of its own; resolves to its path. */
async function installPython(name: string, packages: readonly string[]): Promise<string> {
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

/** A Python that has `deltalake`, of delta-rs. */
export const installDeltalake = (): Promise<string> =>
  installPython(`deltalake-${DELTALAKE}`, [`deltalake==${DELTALAKE}`]);

/** A Python that has Spark, and the jars by which Spark knows Delta tables. Needs Java 17. */
export async function installSpark(): Promise<{ python: string; jars: string }> {
  requireCommands('Spark', ['java', 'mvn'], ['default-jre-headless', 'maven']);
  const python = await installPython(`spark-${SPARK}`, [`pyspark==${SPARK}`]);
  const jars = join(cacheDir(), `delta-spark-${SPARK}`);
  await installOnce({
    target: jars,
    async install(folder) {
      const artifacts = [`io.delta:delta-spark_2.13:${SPARK}`, `io.delta:delta-storage:${SPARK}`];
      for (const artifact of artifacts)
        await runCommand('mvn', [
          ...['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
        ]);
    },
  });
  return { python, jars };
}
