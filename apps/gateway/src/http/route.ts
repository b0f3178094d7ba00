import type { Principal } from '@convoscope/access';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Need } from '../access/authorise.ts';

/** What a handler is given: everything validated, the tenant taken from the credentials, never from the request. */
export interface RouteContext<P, Q, B> {
  tenant: string;
  /** Who asks, for the audit trail: name of the API key, or `local`. */
  principal: string;
  /** Who asks, with what they may do. */
  caller: Principal;
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Parsed<S> = S extends z.ZodType<infer T> ? T : undefined;

/** A request that the document shows and a test sends. */
export interface RouteExample {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | boolean>>;
  body?: unknown;
}

/** An operation that clients should leave (RFC 9745), and from when on it may be gone (RFC 8594). */
export interface Deprecation {
  /** `YYYY-MM-DD` */
  since: string;
  /** `YYYY-MM-DD`, at least half a year after `since`. */
  sunset: string;
  /** Path of the operation that takes its place. */
  instead: string;
}

export const PROBLEM_STATUSES = [401, 403, 404, 409, 413, 415, 416, 422, 429] as const;

/** One HTTP operation, all of it in one place: validation, documentation and behaviour come from this. */
export interface Route<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI form, `/api/v1/conversations/{conversationId}`. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  /** More than the summary says: what it costs, what it is for, what it is not for. */
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Media types of a body that is taken as a stream (`request.body`), of any size. */
  upload?: readonly string[];
  /** Largest JSON body; default 1 MiB. */
  maxBodyBytes?: number;
  /** Status and schema of the success answer; `contentType` when it is not JSON. */
  response: {
    status: 200 | 201 | 202;
    schema?: z.ZodType;
    contentType?: string;
    /** Sent while it is made: it has no `ETag`. */
    isStreamed?: boolean;
    description: string;
  };
  /** Other statuses it may answer with, beside those that any route may (`toOpenApi` lists them). */
  errors?: readonly (typeof PROBLEM_STATUSES)[number][];
  example: RouteExample;
  /** A question that is too long for an address: it changes nothing, so that it may be repeated without a key for that. */
  isReading?: boolean;
  /** Answers with the bytes of a file as they are, by ranges where they are asked for, and sends them itself. */
  isFile?: boolean;
  /**
   * What it asks of whoever calls it. There is no default: an operation that does not say so does not compile. `nothing` is for what belongs to nobody,
   * `signed-in` for what is about the caller alone.
   */
  needs: Need;
  /** The handler writes into the audit log itself, more than the door could. */
  isAuditedByHandler?: boolean;
  /** Its answer holds a secret that is told once: it is not kept to be told again, so that it takes no `Idempotency-Key`. */
  answersSecret?: boolean;
  deprecation?: Deprecation;
  /** Of a stream: whether the caller may follow what they ask for; looked at again while it is open. Throws problems. */
  checkStream?(caller: Principal, query: Parsed<Q>, request: FastifyRequest): void;
  /** The same over a WebSocket, where the request asks for one. The connection is closed where it rejects. */
  handleSocket?(context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>, socket: WebSocket): Promise<void>;
  handle(context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>): Promise<unknown>;
}

/** Types a route by its schemas. */
export function defineRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: Route<P, Q, B>): Route {
  return route;
}
