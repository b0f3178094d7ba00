/** Other people's readers of Delta tables, installed once into the cache. */
import { join } from 'node:path';
import { installOnce } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { installPython } from './install-python.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { hasCommand, requireCommands } from './debian.ts';
import { runCommand } from './run-command.ts';

const DELTALAKE = '1.6.6';
const SPARK = '4.0.0';

export const hasPython = (): boolean => hasCommand('python3');

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
