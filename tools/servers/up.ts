/**
 * Keeps real servers running for test runs. Usage: node tools/servers/up.ts [--detach | --stop] [names]
 * Without a flag it stays in the foreground and stops on Ctrl-C what it started; --detach leaves them running; --stop ends them.
 */
import { registryFile } from '../../libs/testing/src/server-registry.ts';
import { parseServerNames, startedServers } from './servers.ts';
import { ensureShared, stopShared } from './shared-servers.ts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const report = (line: string): void => console.log(line);

if (flags.includes('--stop')) {
  await stopShared(given.length > 0 ? parseServerNames(given, startedServers) : startedServers);
  report('stopped');
} else {
  const names = parseServerNames(given, startedServers);
  const started = await ensureShared(names, report);
  report(`${names.join(', ')}: up, addresses in ${registryFile()}`);
  if (!flags.includes('--detach')) await untilInterrupted(() => stopShared(started));
}

async function untilInterrupted(stop: () => Promise<void>): Promise<void> {
  const keepAlive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  clearInterval(keepAlive);
  await stop();
}
