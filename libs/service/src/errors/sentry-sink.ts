import { ConfigError } from '@convoscope/contracts';
import type { HttpClient } from '@convoscope/resilience';
import type { ErrorGroupDocument } from '@convoscope/store';
import { randomUUID } from 'node:crypto';
import type { ErrorSink } from './error-tracker.ts';

export interface SentryAddress {
  /** Base URL of the server. */
  baseUrl: string;
  /** Where envelopes are posted, below it. */
  path: string;
  publicKey: string;
}

/** Takes a DSN apart: `https://<key>@<host>[/<path>]/<project>`. Throws ConfigError. */
export function parseDsn(dsn: string): SentryAddress {
  const url = URL.canParse(dsn) ? new URL(dsn) : null;
  const [, folder = '', project = ''] = /^(.*)\/(\w+)$/.exec(url?.pathname ?? '') ?? [];
  if (url === null || url.username === '' || project === '')
    throw new ConfigError(['SENTRY_DSN is not an address such as https://KEY@HOST/PROJECT.']);
  return {
    ...{ baseUrl: `${url.protocol}//${url.host}`, publicKey: url.username },
    path: `${folder}/api/${project}/envelope/`,
  };
}

/** `load libs/x/dist/y.js`, innermost first, as the protocol has them: innermost last. */
const toFrames = (frames: readonly string[]): object[] =>
  frames.toReversed().map((frame) => {
    const at = frame.lastIndexOf(' ');
    return {
      function: frame.slice(0, at),
      filename: frame.slice(at + 1),
      in_app: !frame.includes('node_modules/'),
    };
  });

/**
 * One event as an envelope. Protocol: https://develop.sentry.dev/sdk/data-model/envelopes/. It holds what the group holds: no text of a conversation, no
 * credential.
 */
export function toEnvelope(group: ErrorGroupDocument): string {
  const eventId = randomUUID().replaceAll('-', '');
  const event = {
    ...{ event_id: eventId, timestamp: group.lastSeenAt.toISOString(), platform: 'node', level: 'error' },
    ...{ release: group.lastRelease, server_name: group.service, fingerprint: [group.fingerprint] },
    tags: { service: group.service, ...(group.code !== null && { code: group.code }) },
    extra: { count: group.count, firstSeenAt: group.firstSeenAt.toISOString() },
    exception: {
      values: [{ type: group.name, value: group.message, stacktrace: { frames: toFrames(group.frames) } }],
    },
  };
  const header = { event_id: eventId, sent_at: group.lastSeenAt.toISOString() };
  return `${JSON.stringify(header)}\n${JSON.stringify({ type: 'event' })}\n${JSON.stringify(event)}\n`;
}

/** Sends each group as one event to a server that speaks Sentry's protocol. */
export const createSentrySink =
  (http: Pick<HttpClient, 'post'>, { path, publicKey }: SentryAddress): ErrorSink =>
  async (groups) => {
    const auth = `Sentry sentry_version=7, sentry_client=convoscope/1, sentry_key=${publicKey}`;
    for (const group of groups)
      await http.post(path, toEnvelope(group), {
        headers: { 'x-sentry-auth': auth, 'content-type': 'application/x-sentry-envelope' },
        expect: 'nothing',
      });
  };
