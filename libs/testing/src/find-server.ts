import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readRegistry, type ServerName, type ServerSettings } from './server-registry.ts';

const env = (name: string): string | undefined => process.env[`CONVOSCOPE_TEST_${name}`];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const onPath = (...programs: string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => programs.map((program) => join(folder, program)))
    .find((file) => existsSync(file));

/** Settings from environment variables, which win over servers found running. */
const fromEnvironment: { readonly [N in ServerName]: () => ServerSettings[N] | undefined } = {
  kafka: () => {
    const brokers = env('KAFKA')?.split(',');
    return brokers && { brokers };
  },
  mongod: () => {
    const uri = env('MONGODB_URI');
    return uri === undefined ? undefined : { uri };
  },
  s3: () => {
    const endpoint = env('S3_ENDPOINT');
    if (endpoint === undefined) return undefined;
    const accessKeyId = env('S3_ACCESS_KEY_ID') ?? 'testaccess';
    const secretAccessKey = env('S3_SECRET_ACCESS_KEY') ?? 'testsecret123';
    return { endpoint, region: env('S3_REGION') ?? 'us-east-1', accessKeyId, secretAccessKey };
  },
  nocodb: () => {
    const url = env('NOCODB_URL');
    if (url === undefined) return undefined;
    return { url, email: env('NOCODB_EMAIL') ?? '', password: env('NOCODB_PASSWORD') ?? '' };
  },
  apertium: () => {
    const url = env('APERTIUM_URL');
    return url === undefined ? undefined : { url };
  },
  chromium: () => {
    const executablePath = env('CHROMIUM') ?? onPath('chromium', 'chromium-browser', 'google-chrome');
    return executablePath === undefined ? undefined : { executablePath };
  },
};

/** How to reach a real server: environment variables first, then what `npm run servers` keeps running; undefined when there is none. */
export function findServer<N extends ServerName>(name: N): ServerSettings[N] | undefined {
  const given = fromEnvironment[name]();
  if (given !== undefined) return given;
  const running = readRegistry()[name];
  return running !== undefined && isAlive(running.pid) ? running.settings : undefined;
}

/** What a person does to get a server that is not there. */
export const howToGet = (name: ServerName): string =>
  name === 'chromium' ? 'node tools/servers/install.ts chromium' : `npm run servers -- --detach ${name}`;

/** Like `findServer`, but throws an Error that says how to start it. */
export function requireServer<N extends ServerName>(name: N): ServerSettings[N] {
  const settings = findServer(name);
  if (settings === undefined) throw new Error(`${name} is not running; start it with: ${howToGet(name)}`);
  return settings;
}

/** Every real server that can be reached now. */
export function realServers(): { readonly [N in ServerName]: ServerSettings[N] | undefined } {
  return {
    kafka: findServer('kafka'),
    mongod: findServer('mongod'),
    s3: findServer('s3'),
    nocodb: findServer('nocodb'),
    apertium: findServer('apertium'),
    chromium: findServer('chromium'),
  };
}
