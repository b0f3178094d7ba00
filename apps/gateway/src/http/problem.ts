import { PermanentError, TransientError } from '@convoscope/contracts';
import type { z } from 'zod';

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** Stable code of the error. */
  code: string;
  /** Bad fields, where the request was not valid. */
  errors?: { in: string; path: string; message: string }[];
  /** The permission that is missing. */
  needs?: string;
}

/** An answer that is not a success, thrown by handlers. */
export class HttpProblem extends Error {
  readonly problem: Problem;
  /** When it is worth to try again: sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    {
      retryAfterSeconds,
      ...extra
    }: Partial<Pick<Problem, 'detail' | 'errors' | 'needs'> & { retryAfterSeconds: number }> = {},
  ) {
    super(title);
    this.retryAfterSeconds = retryAfterSeconds;
    this.problem = { type: `urn:convoscope:problem:${code}`, title, status, code, ...extra };
  }
}

export const notFound = (what: string, id: string): HttpProblem =>
  new HttpProblem(404, 'not-found', `There is no ${what} ${JSON.stringify(id)}.`);

/** All problems of a part of the request at once. */
export function invalidRequest(part: string, error: z.ZodError): HttpProblem {
  const errors = error.issues.map((issue) => ({
    in: part,
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return new HttpProblem(400, 'invalid-request', 'The request is not valid.', { errors });
}

/** Total: any thrown value becomes a problem; what a caller must not see is left out. */
export function toProblem(error: unknown): Problem {
  if (error instanceof HttpProblem) return error.problem;
  if (error instanceof TransientError) {
    return new HttpProblem(503, 'unavailable', 'A part behind this one is out of reach; try again later.')
      .problem;
  }
  if (error instanceof PermanentError) {
    return new HttpProblem(400, 'refused', 'The request cannot be served as it is.', {
      detail: error.message,
    }).problem;
  }
  const status = statusOf(error);
  if (status !== null && status >= 400 && status < 500) {
    return new HttpProblem(status, 'invalid-request', (error as Error).message).problem;
  }
  return new HttpProblem(500, 'internal', 'Something went wrong on our side; it has been logged.').problem;
}

const statusOf = (error: unknown): number | null => {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
};
