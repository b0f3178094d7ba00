import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Telemetry } from '@convoscope/telemetry';
import type { AuditTrail } from '../../access/audit-trail.ts';
import { toProblem } from '../../http/problem.ts';
import { readCookie, setCookie } from '../cookies.ts';
import type { Sessions } from '../sessions.ts';
import { CALLBACK, type SignInFlow } from './sign-in-flow.ts';

export interface ServeSignInOptions {
  flow: SignInFlow;
  sessions: Pick<Sessions, 'begin' | 'read' | 'end'>;
  trail: Pick<AuditTrail, 'note' | 'noteRefusal'>;
  telemetry: Pick<Telemetry, 'logger'>;
  homeTenant: string;
}

export const START = '/auth/oidc/start';
/** Where the page says that it did not work. Why is in the audit log: a stranger is told nothing. */
const FAILED = '/#sign-in-failed';

/** The two addresses that a browser goes through on its way to the issuer and back. They are no operations of the API: programs send tokens. */
export function serveSignIn(server: FastifyInstance, options: ServeSignInOptions): void {
  const { flow, telemetry } = options;
  const guarded =
    (work: (request: FastifyRequest, reply: FastifyReply) => Promise<string>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
      try {
        return await reply.redirect(await work(request, reply), 303);
      } catch (error) {
        const problem = toProblem(error);
        telemetry.logger.warn({ err: error }, 'signing in at the issuer failed');
        return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
      }
    };

  server.get(
    START,
    guarded(async ({ query }, reply) => {
      const { returnTo } = query as Record<string, unknown>;
      const { url, held, seconds } = await flow.begin(typeof returnTo === 'string' ? returnTo : undefined);
      setCookie(reply, 'flow', held, seconds);
      return url.href;
    }),
  );
  server.get(
    CALLBACK,
    guarded((request, reply) => comeBack(request, reply, options)),
  );
}

async function comeBack(
  request: FastifyRequest,
  reply: FastifyReply,
  { flow, sessions, trail, homeTenant }: ServeSignInOptions,
): Promise<string> {
  const mark = request.url.indexOf('?');
  const end = await flow.end(readCookie(request, 'flow'), mark === -1 ? '' : request.url.slice(mark));
  setCookie(reply, 'flow', '', 0);
  const subject = `OpenID Connect from ${request.ip}`;
  if ('refused' in end) {
    const refusal = { by: 'unknown', action: 'authentication.failed', subject, because: end.refused };
    trail.noteRefusal(homeTenant, refusal);
    return FAILED;
  }
  const { id, name, tenant, roles } = end.vouched;
  await trail.note(tenant, { by: name, action: 'authentication.succeeded', subject });
  const before = await sessions.read(request);
  if (before !== null) await sessions.end(before, reply);
  await sessions.begin({ tenant, kind: 'oidc', subject: id, name, roles }, reply);
  return end.returnTo;
}
