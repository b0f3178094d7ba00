import { isSpanContextValid, trace } from '@opentelemetry/api';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

import { maskSecrets } from './clean-text.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Names of properties that never reach a log, down to three levels: credentials, and what people wrote. */
const HIDDEN_PROPERTIES = [
  ...['authorization', 'cookie', 'password', 'passwd', 'secret', 'token', 'apiKey', 'api_key', 'accessToken'],
  ...['refreshToken', 'secretAccessKey', 'xc-token', 'x-api-key', 'set-cookie'],
  ...['content', 'text', 'messages', 'body', 'prompt'],
];

const DEEPEST_HIDDEN = 3;

const redactionPaths = HIDDEN_PROPERTIES.flatMap((name) =>
  Array.from({ length: DEEPEST_HIDDEN }, (_, depth) => `${Array(depth).fill('*').join('.')}["${name}"]`),
);

/** The ids that tie a log line to its trace. */
function traceIds(): object {
  const context = trace.getActiveSpan()?.spanContext();
  return context !== undefined && isSpanContextValid(context)
    ? { trace_id: context.traceId, span_id: context.spanId }
    : {};
}

/** A logger that writes one JSON object a line (to stdout unless told otherwise), with service, ISO time and trace ids. */
export const createLogger = (service: string, level: LogLevel, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactionPaths, censor: '***' },
    mixin: traceIds,
    hooks: { streamWrite: maskSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
};
