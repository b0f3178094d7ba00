/** Apertium's HTTP server with the pairs English-Spanish and Spanish-Catalan, from Debian. */
import { installDebianPackages, hasCommand } from './debian.ts';
import { existsSync } from 'node:fs';
import type { ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { freePort } from './free-ports.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

const PACKAGES = ['apertium', 'apertium-apy', 'apertium-eng-spa', 'apertium-spa-cat', 'cg3'];
const PAIRS = '/usr/share/apertium';
const MODES = ['eng-spa.mode', 'spa-cat.mode'];
/** The pairs call it, but Debian only recommends its package. */
const CONSTRAINT_GRAMMAR = 'cg-proc';

/** The command that serves translations, installed as root when it or a pair is missing. */
export async function installApertium(): Promise<string> {
  const hasPairs = MODES.every((mode) => existsSync(`${PAIRS}/modes/${mode}`));
  const isComplete = hasPairs && hasCommand(CONSTRAINT_GRAMMAR) && hasCommand('apertium-apy', ['--help']);
  if (!isComplete) installDebianPackages('Apertium', PACKAGES);
  return Promise.resolve('apertium-apy');
}

export type ApertiumServer = ServerProcess & ServerSettings['apertium'];

async function startOn(
  port: number,
  command: string,
  { dir: given, outlivesParent }: StartOptions,
): Promise<ApertiumServer> {
  const { dir, removeDir } = placeFor('apertium', given);
  const url = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    ...{ name: 'apertium', dir, removeDir, outlivesParent, command },
    args: ['-p', String(port), '-j', '1', PAIRS],
    isReady: async () => (await fetch(`${url}/translate?langpair=spa|cat&q=hola`)).ok,
  });
  return Object.assign(server, { url });
}

/** Starts the server (0.3 s). It listens on all addresses: it knows no other way. */
export async function startApertium(options: StartOptions = {}): Promise<ApertiumServer> {
  const command = await installApertium();
  return onFreePort(options.port, freePort, (port) => startOn(port, command, options));
}
