import { isSpanContextValid, trace } from '@opentelemetry/api';
import { pino, stdTimeFunctions, type DestinationStream, type LogFn, type Logger } from 'pino';

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

/** pino's number of the level `error`. */
const ERROR_LEVEL = 50;

/** The error object of a log line: the first argument itself, or what it calls `err`. */
function errorOf(first: unknown): Error | undefined {
  if (first instanceof Error) return first;
  const err: unknown = first !== null && typeof first === 'object' && 'err' in first ? first.err : undefined;
  return err instanceof Error ? err : undefined;
}

/** The ids that tie a log line to its trace. */
function traceIds(): object {
  const context = trace.getActiveSpan()?.spanContext();
  return context !== undefined && isSpanContextValid(context)
    ? { trace_id: context.traceId, span_id: context.spanId }
    : {};
}

/** A logger that writes one JSON object a line (to stdout unless told otherwise), with service, ISO time and trace ids. */
export const createLogger = (
  service: string,
  level: LogLevel,
  destination?: DestinationStream,
  onError: (error: Error) => void = () => undefined,
): Logger => {
  const options = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactionPaths, censor: '***' },
    mixin: traceIds,
    hooks: {
      streamWrite: maskSecrets,
      logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn, levelNumber: number): void {
        const error = levelNumber >= ERROR_LEVEL ? errorOf(args[0]) : undefined;
        if (error !== undefined) onError(error);
        method.apply(this, args);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
};
