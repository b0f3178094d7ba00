import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Whatever else lies below /api/ or /v1/ is a problem, not the page: 405 where the path is known and the method is not, else 404. */
export function refuseUnknownOperations(server: FastifyInstance, routes: readonly Route[]): void {
  const known = routes.map(({ path, method }) => ({ pattern: toPattern(path), method }));
  for (const url of ['/api/*', '/v1/*'])
    server.route({
      method: server.supportedMethods,
      url,
      // Before a body is looked at: none is asked for.
      async onRequest(request, reply) {
        const [path = ''] = request.url.split('?', 1);
        const allowed = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
        const problem = allowed.length > 0 ? wrongMethod(allowed, request.method) : unknownPath(path);
        if (allowed.length > 0) reply.header('allow', [...new Set(allowed)].join(', '));
        return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
      },
      handler: () => undefined,
    });
}

export const unknownPath = (path: string) =>
  new HttpProblem(404, 'not-found', 'There is nothing here.', { detail: path }).problem;

const wrongMethod = (allowed: readonly string[], method: string) =>
  new HttpProblem(405, 'method-not-allowed', `${method} is not possible here.`, {
    detail: `Use ${[...new Set(allowed)].join(' or ')}.`,
  }).problem;
