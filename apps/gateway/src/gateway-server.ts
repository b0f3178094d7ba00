import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import websocket from '@fastify/websocket';
import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { registerRoutes, type RegisterRoutesOptions } from './http/register-routes.ts';
import type { Route } from './http/route.ts';
import { serveDocs } from './http/docs/serve-docs.ts';
import { SOCKET_OPTIONS } from './http/serve-socket.ts';
import { servePage } from './http/serve-page.ts';
import { serveSignIn, type ServeSignInOptions } from './sign-in/oidc/serve-sign-in.ts';
import { refuseUnknownOperations } from './http/unknown-operations.ts';

export interface GatewayServerOptions extends RegisterRoutesOptions {
  routes: readonly Route[];
  dashboardDir: string;
  /** How people come back from the issuer; null: there is none. */
  signIn: ServeSignInOptions | null;
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
    await server.register(compress, { global: true, threshold: 1_024 });
    await server.register(websocket, SOCKET_OPTIONS);
    keepAnswersOutOfCaches(server);
    await serveDocs(server);
    registerRoutes(server, this.#options.routes, this.#options);
    refuseUnknownOperations(server, this.#options.routes);
    const { dashboardDir, telemetry, signIn } = this.#options;
    if (signIn !== null) serveSignIn(server, signIn);
    if (!(await servePage(server, dashboardDir)))
      telemetry.logger.warn({ dashboardDir }, 'there is no built dashboard here: only the API is served');
  }
}

/** What people said must lie in no browser's or proxy's store. */
function keepAnswersOutOfCaches(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
}
