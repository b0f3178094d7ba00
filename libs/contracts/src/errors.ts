/** What every thrown error of ours carries: a stable code and the facts needed to act on it. */
export interface ErrorDetails {
  /** `AREA_REASON`, stable across releases; safe as a metric label. */
  code: string;
  context?: Record<string, unknown>;
  cause?: unknown;
}

class CodedError extends Error {
  readonly code: string;
  readonly context: Record<string, unknown>;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.context = details.context ?? {};
  }
}

/** The outside failed in a way that may pass: retried with jitter, counted by the circuit breaker. */
export class TransientError extends CodedError {
  /** The least time to wait before the next try, where the other side said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ErrorDetails & { retryAfterMs?: number | undefined }) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** This message or request can never succeed as it is: it is dead-lettered or answered with an error. */
export class PermanentError extends CodedError {}

/** The settings are wrong. `problems` lists every one of them; the process exits with code 78. */
export class ConfigError extends CodedError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`${problems.length} wrong setting(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`, {
      code: 'CONFIG_INVALID',
    });
    this.problems = problems;
  }
}

/** Our own bug: logged, never retried, nothing is committed past it. */
export class InvariantError extends CodedError {}
