import { createHash } from 'node:crypto';
import { AUDITED_PERMISSIONS, isPermission, type Principal } from '@convoscope/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../http/authenticate.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import type { AuditTrail } from './audit-trail.ts';
import { authorise } from './authorise.ts';

export interface DoorOptions {
  authenticate: Authenticate;
  sessions: Pick<Sessions, 'read' | 'keep'>;
  trail: Pick<AuditTrail, 'note' | 'noteRefusal'>;
  /** Whose audit log says of those who were not let in at all. */
  tenant: string;
}

type Asked = Pick<Route, 'needs' | 'operationId' | 'isAuditedByHandler'>;

/** Who asks for what belongs to nobody. */
const NOBODY: Principal = {
  ...{ kind: 'local', id: 'anyone', name: 'anyone', tenant: '', roles: [], scopes: [] },
};

/** Lets callers in to operations, or not, and writes both down. */
export interface Door {
  /** Throws a 401 or 403 problem. */
  letIn(route: Asked, request: FastifyRequest): Promise<Principal>;
  /** Where the caller is signed in by cookie: that is noted as used. A stream that stays open uses nothing. */
  keepSession(caller: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Writes down what is about to be done, where that is to be written down. Rejects where it cannot be. */
  noteUse(route: Asked, caller: Principal, asked: { params: unknown; query: unknown }): Promise<void>;
}

export function createDoor({ authenticate, sessions, trail, tenant }: DoorOptions): Door {
  return {
    async letIn(route, request) {
      if (route.needs === 'nothing') return NOBODY;
      const caller = await authenticate(request).catch((error: unknown) => {
        if (isStatus(error, 401) || isStatus(error, 403))
          trail.noteRefusal(tenant, toFailedLogin(route, request, error));
        throw error;
      });
      try {
        authorise(caller, route.needs);
      } catch (error) {
        const { operationId: subject, needs: because } = route;
        trail.noteRefusal(caller.tenant, { by: caller.name, action: 'access.denied', subject, because });
        throw error;
      }
      return caller;
    },
    async keepSession({ kind }, request, reply) {
      const signedIn = kind === 'user' ? await sessions.read(request) : null;
      if (signedIn !== null) await sessions.keep(signedIn, request, reply);
    },
    async noteUse({ needs, operationId, isAuditedByHandler }, caller, asked) {
      if (!isPermission(needs) || !AUDITED_PERMISSIONS.has(needs) || isAuditedByHandler === true) return;
      const subject = [operationId, ...wordsOf(asked.params), ...namesOf(asked.query)].join(' ');
      await trail.note(caller.tenant, { by: caller.name, action: needs, subject });
    },
  };
}

const isStatus = (error: unknown, status: number): error is HttpProblem =>
  error instanceof HttpProblem && error.problem.status === status;

const toFailedLogin = ({ operationId }: Asked, { ip }: FastifyRequest, { problem }: HttpProblem) => ({
  ...{ by: 'unknown', action: 'authentication.failed', subject: `${operationId} from ${ip}` },
  because: problem.title,
});

const MOST_OF_ID = 200;

/** Ids of what is asked for. Of a person only a digest: the log is kept for good, also when the person is erased. */
function wordsOf(params: unknown): string[] {
  return Object.entries((params ?? {}) as Record<string, unknown>).map(([name, value]) => {
    const text = String(value);
    if (name !== 'userId') return text.slice(0, MOST_OF_ID);
    return `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  });
}

/** By what it was asked: names alone, what was searched for may be about a person. */
function namesOf(query: unknown): string[] {
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([name, value]) => value !== undefined && name !== 'limit' && name !== 'order',
  );
  return given.length === 0 ? [] : [`by ${given.map(([name]) => name).join(', ')}`];
}
