import { Readable } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvariantError } from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';
import { isPermission } from '@convoscope/access';
import type { z } from 'zod';
import { announceDeprecation, etagOf, isUnchanged, linkNextPage } from './answer-headers.ts';
import type { Door } from '../access/door.ts';
import { countRows } from '../limits/count-rows.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import { serveOnce, type IdempotencyOptions } from './idempotency.ts';
import { createStreamLimiter, isStream, type StreamLimiter } from './limit-streams.ts';
import { HttpProblem, invalidRequest, toProblem } from './problem.ts';
import type { Route } from './route.ts';
import { prepareSocketRequest } from './serve-socket.ts';

export interface RegisterRoutesOptions {
  door: Door;
  telemetry: Telemetry;
  idempotency: IdempotencyOptions;
  limits: Pick<RequestLimits, 'admit' | 'noteRows'>;
}

/** Puts every route of the table on the server: authenticate, validate, handle, answer. */
export function registerRoutes(
  server: FastifyInstance,
  routes: readonly Route[],
  options: RegisterRoutesOptions,
): void {
  const duration = options.telemetry.histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer an API request, by operation and status',
    labels: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const streams = createStreamLimiter(options.telemetry);
  const uploads = [...new Set(routes.flatMap(({ upload = [] }) => upload))];
  if (uploads.length > 0)
    server.addContentTypeParser(uploads, (_request, payload, done) => done(null, payload));
  const deps = { ...options, streams };
  for (const route of routes) {
    server.route({
      ...(route.handleSocket && socketOf(route, route.handleSocket, deps)),
      method: route.method,
      url: toFastifyPath(route.path),
      ...(route.isFile === true && { compress: false }),
      ...(route.maxBodyBytes !== undefined && { bodyLimit: route.maxBodyBytes }),
      // Errors before the handler, such as a body that is not JSON.
      errorHandler: (error, request, reply) =>
        void sendProblem(error, route, request, reply, options.telemetry),
      handler: async (request, reply) => {
        const startedAt = performance.now();
        const status = await respond(route, request, reply, deps);
        duration.observe(
          { operation: route.operationId, status: String(status) },
          (performance.now() - startedAt) / 1000,
        );
      },
    });
  }
}

const toFastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

type Dependencies = RegisterRoutesOptions & { streams: StreamLimiter };
type Context = Parameters<Route['handle']>[0];

/** Lets the caller in and reads what they ask. Throws problems. */
async function openContext(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { door, streams, limits }: Dependencies,
): Promise<Context> {
  const caller = await door.letIn(route, request);
  if (route.needs !== 'nothing') await limits.admit(caller, reply);
  const context = {
    tenant: caller.tenant,
    principal: caller.name,
    caller,
    params: parse('path', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: parseBody(route, request),
    request,
    reply,
  } as Context;
  route.checkStream?.(caller, context.query, request);
  if (isStream(route))
    streams.admit(caller, request.ws ? request.raw.socket : reply.raw, async () =>
      route.checkStream?.(await door.letIn(route, request), context.query, request),
    );
  else await door.keepSession(caller, request, reply);
  await door.noteUse(route, caller, context);
  return context;
}

/** The socket of a route: who opens it is let in before it is one, so that a refusal is an answer over HTTP. */
function socketOf(route: Route, handleSocket: NonNullable<Route['handleSocket']>, deps: Dependencies) {
  const contexts = new WeakMap<FastifyRequest, Context>();
  return {
    async preValidation(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
      if (!request.ws) return undefined;
      try {
        prepareSocketRequest(request);
        contexts.set(request, await openContext(route, request, reply, deps));
        return undefined;
      } catch (error) {
        await sendProblem(error, route, request, reply, deps.telemetry);
        return reply;
      }
    },
    wsHandler(socket: WebSocket, request: FastifyRequest): void {
      socket.once('message', () => socket.close(UNSUPPORTED_DATA, 'nothing is taken here'));
      const context = contexts.get(request);
      if (context === undefined) return socket.terminate();
      handleSocket(context, socket).catch((error: unknown) => {
        const { code, title } = toProblem(error);
        deps.telemetry.logger.warn({ err: error, operation: route.operationId }, title);
        socket.close(TRY_AGAIN_LATER, code);
      });
    },
  };
}

/** RFC 6455, 7.4.1, and the registry of its codes. */
const UNSUPPORTED_DATA = 1003;
const TRY_AGAIN_LATER = 1013;

async function respond(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Dependencies,
): Promise<number> {
  const { telemetry, idempotency } = deps;
  try {
    if (route.deprecation) announceDeprecation(reply, route.deprecation);
    const context = await openContext(route, request, reply, deps);
    const serve = async () => ({
      status: route.response.status,
      answer: toAnswer(route, await route.handle(context)),
    });
    const { answer, isReplayed } = !isRepeatable(route, request)
      ? { ...(await serve()), isReplayed: false }
      : await serveOnce(idempotency, context, serve);
    if (isPermission(route.needs))
      await deps.limits.noteRows(context.caller, countRows(answer, route.response.contentType));
    if (reply.sent || reply.raw.headersSent) return reply.statusCode;
    if (isReplayed) reply.header('idempotency-replayed', 'true');
    return await sendAnswer(route, request, reply, answer);
  } catch (error) {
    return sendProblem(error, route, request, reply, telemetry);
  }
}

/** Whether a key for repeating it is looked at. Throws a 400 problem where one was sent to what tells a secret. */
function isRepeatable({ method, isReading, answersSecret }: Route, { headers }: FastifyRequest): boolean {
  if (answersSecret !== true) return method !== 'GET' && isReading !== true;
  if (headers['idempotency-key'] === undefined) return false;
  throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [
      {
        in: 'header',
        path: 'Idempotency-Key',
        message: 'not taken here: the answer is a secret that is not kept',
      },
    ],
  });
}

/** Sends a success; of a reading request that holds the same answer already only that it still holds. Returns the status. */
async function sendAnswer(
  { method, response }: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
): Promise<number> {
  reply.type(response.contentType ?? 'application/json; charset=utf-8');
  if (method === 'GET') linkNextPage(request, reply, answer);
  const body = typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer);
  let status: number = response.status;
  if (method === 'GET') {
    const etag = etagOf(body);
    reply.header('etag', etag);
    if (isUnchanged(request, etag)) status = 304;
  }
  await reply.status(status).send(status === 304 ? '' : body);
  return status;
}

/** The result as documented: what the schema does not name (tenant, database ids) is left out. */
function toAnswer({ operationId, response }: Route, result: unknown): unknown {
  if (response.schema === undefined) return result;
  const parsed = response.schema.safeParse(result);
  if (parsed.success) return parsed.data;
  throw new InvariantError(`${operationId} answers otherwise than documented: ${parsed.error.message}`, {
    code: 'GATEWAY_ANSWER_UNDOCUMENTED',
  });
}

async function sendProblem(
  error: unknown,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  telemetry: Telemetry,
): Promise<number> {
  const problem = toProblem(error);
  if (problem.status >= 500) {
    telemetry.logger.error({ err: error, operation: route.operationId, url: request.url }, 'request failed');
  }
  if (error instanceof HttpProblem && error.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(error.retryAfterSeconds));
  if (reply.raw.headersSent) reply.raw.destroy();
  else await reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  return problem.status;
}

/** A stream is left to the handler. */
function parseBody(route: Route, request: FastifyRequest): unknown {
  const body = bodyOf(route, request);
  return body instanceof Readable ? undefined : parse('body', route.body, body);
}

/** What a route documents as required must be there: nobody changes anything by a request that says nothing. */
function bodyOf(route: Route, { body }: FastifyRequest): unknown {
  const isStream = body instanceof Readable;
  if (route.upload !== undefined && !isStream && route.body === undefined)
    throw unsupported(`Send the file as it is, as one of ${route.upload.join(', ')}.`);
  if (route.upload === undefined && isStream) throw unsupported('Send `Content-Type: application/json`.');
  if (route.body !== undefined && (body === undefined || body === null))
    throw new HttpProblem(400, 'invalid-request', 'The request needs a body: send JSON.');
  return body;
}

const unsupported = (detail: string): HttpProblem =>
  new HttpProblem(415, 'unsupported-media-type', 'A body of this media type is not taken here.', { detail });

function parse(part: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw invalidRequest(part, result.error);
  return result.data;
}
