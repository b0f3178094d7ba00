import type { ServerName } from '../../libs/testing/src/server-registry.ts';
import { installers, startedServers, type StartedServer } from '../servers/servers.ts';
import { goTools, installGoTool } from '../deploy/go-tools.ts';
import { installComposeSchema } from '../deploy/compose-schema.ts';
import { installKubeSchemas } from '../deploy/kube-schemas.ts';
import { ensureShared } from '../servers/shared-servers.ts';

const isStarted = (name: ServerName): name is StartedServer =>
  (startedServers as readonly string[]).includes(name);

/** Runs a step for each name; a failure is printed and the tests that need that server are skipped (with CI=true they fail). */
async function forEachServer<N extends ServerName>(
  names: readonly N[],
  step: (name: N) => Promise<unknown>,
): Promise<N[]> {
  const done: N[] = [];
  for (const name of names) {
    try {
      await step(name);
      done.push(name);
    } catch (error) {
      console.log(`${name}: not available: ${(error as Error).message}`);
    }
  }
  return done;
}

/** Programs that look over the chart and what is deployed with it; without one its tests are skipped (with CI=true they fail). */
async function installChartTools(report: (line: string) => void): Promise<void> {
  const steps = goTools.map((name) => [name, () => installGoTool(name, report)] as const);
  const schemas = [
    ['schemas of Kubernetes', () => installKubeSchemas(report)],
    ['schema of Compose', () => installComposeSchema(report)],
  ] as const;
  for (const [name, install] of [...steps, ...schemas]) {
    try {
      await install();
    } catch (error) {
      report(`${name}: not available: ${(error as Error).message}`);
    }
  }
}

/** Installs what is missing and starts what does not run; resolves to the servers started here, to be stopped again. */
export async function prepareServers(names: readonly ServerName[]): Promise<StartedServer[]> {
  const report = (line: string): void => console.log(line);
  const installed = await forEachServer(names, (name) => installers[name](report));
  if (names.includes('chromium')) await installChartTools(report);
  const started: StartedServer[] = [];
  await forEachServer(installed.filter(isStarted), async (name) => {
    started.push(...(await ensureShared([name], report)));
  });
  return started;
}
