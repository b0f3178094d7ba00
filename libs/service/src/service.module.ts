import type { DynamicModule, Provider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Telemetry } from '@convoscope/telemetry';
import { OperationsController, TELEMETRIES } from './operations.controller.ts';

class ServiceModule {}

/** The root of every service: its own module, and health and metrics beside it. */
export const createServiceModule = (
  own: DynamicModule,
  telemetries: readonly Telemetry[],
  workers: readonly Provider[] = [],
): DynamicModule => ({
  module: ServiceModule,
  imports: [own, TerminusModule.forRoot({ logger: false })],
  controllers: [OperationsController],
  providers: [{ provide: TELEMETRIES, useValue: telemetries }, ...workers],
});
