import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http/problem.ts';
import { registerRoutes, type RegisterRoutesOptions } from './http/register-routes.ts';
import type { Route } from './http/route.ts';

export interface GatewayServerOptions extends RegisterRoutesOptions {
  routes: readonly Route[];
  dashboardDir: string;
}

/** Scripts and data from this host only; charts and components set styles inline. */
const CONTENT_SECURITY_POLICY = {
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'self'"],
    // The page is served without TLS on a person's own machine.
    upgradeInsecureRequests: null,
  },
};

/** Puts the API and the page on the service's HTTP server before it listens. */
export class GatewayServer implements OnModuleInit {
  readonly #host: HttpAdapterHost;
  readonly #options: GatewayServerOptions;

  constructor(host: HttpAdapterHost, options: GatewayServerOptions) {
    this.#host = host;
    this.#options = options;
  }

  async onModuleInit(): Promise<void> {
    const server = this.#host.httpAdapter.getInstance<FastifyInstance>();
    await server.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });
    registerRoutes(server, this.#options.routes, this.#options);
    refuseUnknownOperations(server);
    await this.#servePage(server);
  }

  async #servePage(server: FastifyInstance): Promise<void> {
    const { dashboardDir, telemetry } = this.#options;
    if (!existsSync(join(dashboardDir, 'index.html'))) {
      telemetry.logger.warn({ dashboardDir }, 'there is no built dashboard here: only the API is served');
      return;
    }
    await server.register(fastifyStatic, { root: dashboardDir, index: ['index.html'], wildcard: false });
    // Addresses of views inside the page are the page's own business.
    server.get('/*', (_request, reply) => reply.sendFile('index.html'));
  }
}

/** Whatever else lies below /api/ is a problem, not the page. */
function refuseUnknownOperations(server: FastifyInstance): void {
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/api/*',
    handler: ({ url }, reply) =>
      reply
        .status(404)
        .type('application/problem+json')
        .send(JSON.stringify(unknownPath(url))),
  });
}

const unknownPath = (url: string) =>
  new HttpProblem(404, 'not-found', 'There is no such operation.', { detail: url }).problem;
