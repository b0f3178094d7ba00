import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { eventsPage } from './events-page.ts';

// Named so that what packs images sees it.
const require = createRequire(import.meta.url);
const DIRECTORY = dirname(require.resolve('swagger-ui-dist/package.json'));
const SERVED = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Convoscope API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
  </head>
  <body>
    <p style="margin: 1rem; font-family: sans-serif"><a href="/api/docs/events">Events on topics</a></p>
    <div id="operations"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#operations', deepLinking: true, tryItOutEnabled: true });
`;

/** Pages that explain the API, out of its own documents: operations to be tried out, and the events on topics. Nothing of them comes from elsewhere. */
export async function serveDocs(server: FastifyInstance): Promise<void> {
  const events = eventsPage();
  await server.register(async (scope) => {
    await scope.register(fastifyStatic, {
      ...{ root: DIRECTORY, prefix: '/api/docs/', index: false, decorateReply: false },
      allowedPath: (path) => SERVED.has(path),
    });
    scope.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
    scope.get('/api/docs/start.js', (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(START),
    );
    scope.get('/api/docs/events', (_request, reply) => reply.type('text/html; charset=utf-8').send(events));
  });
}
