import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a client needs to reach each real server. */
export interface ServerSettings {
  readonly kafka: { readonly brokers: string[] };
  readonly mongod: { readonly uri: string };
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly nocodb: { readonly url: string; readonly email: string; readonly password: string };
  readonly apertium: { readonly url: string };
  readonly chromium: { readonly executablePath: string };
}

export type ServerName = keyof ServerSettings;

export interface RunningServer<N extends ServerName = ServerName> {
  readonly pid: number;
  /** Its data and log; removed when it is stopped. */
  readonly dir: string;
  readonly settings: ServerSettings[N];
}

export type ServerRegistry = { readonly [N in ServerName]?: RunningServer<N> };

/** Where servers, browsers and other downloads are kept: CONVOSCOPE_CACHE_DIR, else `~/.cache/convoscope`. */
export const cacheDir = (): string =>
  process.env['CONVOSCOPE_CACHE_DIR'] ?? join(homedir(), '.cache', 'convoscope');

/** The file in which `npm run servers` leaves the addresses of the servers that it keeps running. */
export const registryFile = (): string => join(cacheDir(), 'servers.json');

/** What the file says, whether or not those servers still run; empty when there is no file. */
export const readRegistry = (): ServerRegistry =>
  existsSync(registryFile()) ? (JSON.parse(readFileSync(registryFile(), 'utf8')) as ServerRegistry) : {};

const ACCEPT_TIMEOUT_MS = 2_000;

/** True when something accepts TCP connections there. */
export function acceptsConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(ACCEPT_TIMEOUT_MS, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

/** Host and port of the first address found in settings like `127.0.0.1:9092`, `mongodb://h:1/?x` or `http://h:2`. */
export function addressOf(settings: ServerSettings[ServerName]): { host: string; port: number } | undefined {
  const match = /([\w.-]+):(\d{2,5})(?=["/?,\]]|$)/.exec(JSON.stringify(settings));
  return match ? { host: match[1] ?? '', port: Number(match[2]) } : undefined;
}

/** True when the server answers on its address; settings without an address (a program to run) always count as there. */
export async function isReachable(settings: ServerSettings[ServerName]): Promise<boolean> {
  const address = addressOf(settings);
  return address === undefined || acceptsConnections(address.host, address.port);
}
