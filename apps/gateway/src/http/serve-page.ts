import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unknownPath } from './unknown-operations.ts';

/** Names below it hold a hash of the content: what has one never changes. */
const HASHED = `${sep}assets${sep}`;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Asked for again each time, and mostly answered with 304. */
const REVALIDATED = 'no-cache';

/**
 * Addresses of views inside the page are the page's own business, but only a browser that goes somewhere asks for HTML: a probe or a script that
 * mistyped its path must not be told that all is well.
 */
const isForView = ({ headers, url }: FastifyRequest): boolean => {
  const [path = ''] = url.split('?', 1);
  return (headers.accept ?? '').includes('text/html') && !(path.split('/').at(-1) ?? '').includes('.');
};

/** Serves the built page; returns false where there is none. */
export async function servePage(server: FastifyInstance, dashboardDir: string): Promise<boolean> {
  if (!existsSync(join(dashboardDir, 'index.html'))) return false;
  await server.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: dashboardDir,
      index: ['index.html'],
      wildcard: false,
      cacheControl: false,
      // Packed when the page was built, so that no request costs the packing.
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.includes(HASHED) ? FOR_EVER : REVALIDATED),
    });
    scope.get('/*', (request, reply) =>
      isForView(request)
        ? reply.sendFile('index.html')
        : reply
            .status(404)
            .type('application/problem+json')
            .send(JSON.stringify(unknownPath(request.url))),
    );
  });
  return true;
}
