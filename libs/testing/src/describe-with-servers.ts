import { describe, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { findServer, howToGet } from './find-server.ts';
import type { ServerName, ServerSettings } from './server-registry.ts';

/** Names that no other suite has, so that suites share a server without seeing each other. */
interface OwnNames {
  readonly kafka: { readonly topicPrefix: string };
  readonly mongod: { readonly database: string; readonly databaseUri: string };
  readonly s3: { readonly bucket: string };
  readonly nocodb: { readonly baseTitle: string };
  readonly apertium: object;
  readonly chromium: object;
}

/** A real server as a suite sees it: how to reach it and names of its own. Neither bucket nor database nor topics exist yet. */
export type SuiteServer<N extends ServerName> = ServerSettings[N] & OwnNames[N];

export type SuiteServers<N extends ServerName> = { readonly [K in N]: SuiteServer<K> };

const ownNames: { readonly [N in ServerName]: (id: string, settings: ServerSettings[N]) => OwnNames[N] } = {
  kafka: (id) => ({ topicPrefix: `t${id}.` }),
  mongod: (id, { uri }) => ({ database: `test_${id}`, databaseUri: withDatabase(uri, `test_${id}`) }),
  s3: (id) => ({ bucket: `test-${id}` }),
  nocodb: (id) => ({ baseTitle: `test ${id}` }),
  apertium: () => ({}),
  chromium: () => ({}),
};

/** The connection string with its database replaced. */
export const withDatabase = (uri: string, database: string): string =>
  uri.replace(
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/,
    (_, hosts: string, query?: string) => `${hosts}/${database}${query ?? ''}`,
  );

/** The server with fresh names, or undefined where it is not running. */
export function suiteServer<N extends ServerName>(name: N): SuiteServer<N> | undefined {
  const settings = findServer(name);
  if (settings === undefined) return undefined;
  return { ...settings, ...ownNames[name](randomBytes(5).toString('hex'), settings) };
}

function describeMissing(title: string, missing: readonly ServerName[]): void {
  const reason = missing.map((name) => `${name} is not running (${howToGet(name)})`).join(', ');
  describe(title, () => {
    if (process.env['CI'] !== 'true') return void it.skip(`skipped: ${reason}`, () => undefined);
    it('finds the real servers it needs', () => {
      throw new Error(reason);
    });
  });
}

/**
 * Like `describe`, for tests that need several real servers. Where one is not running, the suite is skipped and says which; with CI=true
 * it fails.
 */
export function describeWithServers<N extends ServerName>(
  names: readonly N[],
  title: string,
  body: (servers: SuiteServers<N>) => void,
): void {
  const servers = Object.fromEntries(names.map((name) => [name, suiteServer(name)]));
  const missing = names.filter((name) => servers[name] === undefined);
  if (missing.length > 0) describeMissing(title, missing);
  else describe(title, () => body(servers as SuiteServers<N>));
}

/** `describeWithServers` for one server. */
export function describeWithServer<N extends ServerName>(
  name: N,
  title: string,
  body: (server: SuiteServer<N>) => void,
): void {
  describeWithServers([name], title, (servers) => body(servers[name]));
}
