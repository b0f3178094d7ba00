import { defineService } from '@convoscope/service';
import { gatewaySettings } from './gateway.config.ts';
import { createGatewayModule } from './gateway.module.ts';

/** The one HTTP door: REST API with OpenAPI, live progress, and the dashboard. */
export const gatewayService = defineService({
  name: 'gateway',
  settings: gatewaySettings,
  module: createGatewayModule,
});
