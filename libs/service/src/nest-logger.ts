import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@convoscope/telemetry';

/** Nest's own messages in our logs. What it reports as routine is of interest only when debugging. */
export function createNestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...details: unknown[]): void => {
      const err = message instanceof Error ? message : undefined;
      logger[level]({ nest: details, ...(err === undefined ? {} : { err }) }, String(message));
    };
  return {
    log: write('debug'),
    verbose: write('debug'),
    debug: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}
