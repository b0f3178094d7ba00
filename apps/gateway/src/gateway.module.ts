import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { SettingsOf } from '@convoscope/config';
import type { ServiceRuntime } from '@convoscope/service';
import type { gatewaySettings } from './gateway.config.ts';
import { GatewayServer } from './gateway-server.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { createRoutes } from './routes/create-routes.ts';

class GatewayModule {}

export type GatewayRuntime = ServiceRuntime<SettingsOf<typeof gatewaySettings>>;

/** Where the build puts the page: beside this app. */
const BUILT_DASHBOARD = join(import.meta.dirname, '../../dashboard/dist');

/** The one place where this service's ports meet their adapters. */
export function createGatewayModule(runtime: GatewayRuntime): DynamicModule {
  const { settings, telemetry, tenant } = runtime;
  const apiKeys = settings.apiKey === undefined ? [] : [{ name: 'api-key', key: settings.apiKey.reveal() }];
  return {
    module: GatewayModule,
    providers: [
      {
        provide: GatewayServer,
        inject: [HttpAdapterHost],
        useFactory: (host: HttpAdapterHost) =>
          new GatewayServer(host, {
            routes: createRoutes(runtime),
            authenticate: createAuthenticator({ apiKeys, allowLoopback: settings.allowLoopback, tenant }),
            dashboardDir: settings.dashboardDir ?? BUILT_DASHBOARD,
            telemetry,
          }),
      },
    ],
  };
}
