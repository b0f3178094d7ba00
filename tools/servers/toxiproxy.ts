/** toxiproxy: TCP proxies that cut, slow and reset connections on command. */
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { freePort } from './free-ports.ts';
import { prepareGo } from './go-toolchain.ts';
import { runCommand } from './run-command.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

/** Go verifies the module against its checksum database. */
const MODULE = 'github.com/Shopify/toxiproxy/v2/cmd/server';
export const TOXIPROXY_VERSION = 'v2.12.0';

async function build(folder: string): Promise<void> {
  const go = await prepareGo('toxiproxy');
  await runCommand('go', ['install', `${MODULE}@${TOXIPROXY_VERSION}`], {
    cwd: folder,
    env: { ...go, GOBIN: folder },
  });
}

/** The path of toxiproxy's server, built once from source (half a minute on 2 cores). */
export async function installToxiproxy(onProgress?: OnProgress): Promise<string> {
  const target = join(cacheDir(), `toxiproxy-${TOXIPROXY_VERSION}`);
  return join(await installOnce({ target, install: build, onProgress }), 'server');
}

/** What a connection through a proxy can be made to suffer, in both directions. */
export interface TcpProxy {
  /** Where clients connect, on 127.0.0.1. */
  readonly port: number;
  /** Refuses new connections and closes those that are open. */
  cut(): Promise<void>;
  /** Lets nothing through and closes nothing: a network that swallows packets (a half-open connection). */
  blackhole(): Promise<void>;
  slow(options: { latencyMs: number; jitterMs?: number }): Promise<void>;
  /** Breaks this share (0 to 1) of the connections with a TCP reset after some time. */
  resetPeer(options: { share: number; afterMs: number }): Promise<void>;
  /** As if nothing had been. Connections that a fault has broken stay broken. */
  heal(): Promise<void>;
}

export interface ToxiproxyServer extends ServerProcess {
  /** Opens a proxy to a port of this machine. */
  proxy(name: string, upstreamPort: number, port?: number): Promise<TcpProxy>;
}

interface Toxic {
  type: string;
  stream: 'upstream' | 'downstream';
  toxicity?: number;
  attributes: Record<string, number>;
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

const callOf =
  (url: string): Call =>
  async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      // Browsers are refused by their user agent, and so would be a missing one.
      headers: { 'content-type': 'application/json', 'user-agent': 'convoscope' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`toxiproxy: ${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };

const bothWays = (toxic: Omit<Toxic, 'stream'>): Toxic[] => [
  { ...toxic, stream: 'upstream' },
  { ...toxic, stream: 'downstream' },
];

function createProxy(call: Call, name: string, port: number): TcpProxy {
  const path = `/proxies/${name}`;
  const add = async (toxics: readonly Toxic[]): Promise<void> => {
    for (const toxic of toxics) await call('POST', `${path}/toxics`, toxic);
  };
  return {
    port,
    cut: async () => void (await call('POST', path, { enabled: false })),
    blackhole: () => add(bothWays({ type: 'timeout', attributes: { timeout: 0 } })),
    slow: ({ latencyMs, jitterMs = 0 }) =>
      add([{ type: 'latency', stream: 'downstream', attributes: { latency: latencyMs, jitter: jitterMs } }]),
    resetPeer: ({ share, afterMs }) =>
      add([{ type: 'reset_peer', stream: 'downstream', toxicity: share, attributes: { timeout: afterMs } }]),
    async heal() {
      const toxics = (await call('GET', `${path}/toxics`)) as { name: string }[];
      for (const toxic of toxics) await call('DELETE', `${path}/toxics/${toxic.name}`);
      await call('POST', path, { enabled: true });
    },
  };
}

async function startOn(port: number, command: string, options: StartOptions): Promise<ToxiproxyServer> {
  const { dir, removeDir } = placeFor('toxiproxy', options.dir);
  const call = callOf(`http://127.0.0.1:${port}`);
  const server = await startProcess({
    ...{ name: 'toxiproxy', dir, removeDir, outlivesParent: options.outlivesParent, command },
    args: ['-host', '127.0.0.1', '-port', String(port)],
    isReady: async () => (await call('GET', '/proxies')) !== null,
  });
  return Object.assign(server, {
    async proxy(name: string, upstreamPort: number, given?: number): Promise<TcpProxy> {
      const proxyPort = given ?? (await freePort());
      const place = { listen: `127.0.0.1:${proxyPort}`, upstream: `127.0.0.1:${upstreamPort}` };
      await call('POST', '/proxies', { name, ...place, enabled: true });
      return createProxy(call, name, proxyPort);
    },
  });
}

/** Starts toxiproxy without any proxy (0.1 s). */
export async function startToxiproxy(options: StartOptions = {}): Promise<ToxiproxyServer> {
  const command = await installToxiproxy();
  return onFreePort(options.port, freePort, (port) => startOn(port, command, options));
}
