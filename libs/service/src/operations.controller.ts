import { Controller, Get, Header, Inject } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { mergeMetrics, type Telemetry } from '@convoscope/telemetry';

/** Everything whose health and metrics this process answers for; the service's own telemetry first. */
export const TELEMETRIES = Symbol('telemetries');

async function indicate(
  telemetry: Telemetry,
  kind: 'live' | 'ready',
  isAlone: boolean,
): Promise<HealthIndicatorResult> {
  const { checks } = await telemetry.health(kind);
  return Object.fromEntries(
    Object.entries(checks).map(([name, { healthy, details }]) => [
      isAlone ? name : `${telemetry.service}.${name}`,
      { ...details, status: healthy ? ('up' as const) : ('down' as const) },
    ]),
  );
}

/** What an operator asks of any service: is it alive, may it have traffic, what does it measure. 503 means no. */
@Controller()
export class OperationsController {
  readonly #health: HealthCheckService;
  readonly #telemetries: readonly Telemetry[];

  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(TELEMETRIES) telemetries: readonly Telemetry[],
  ) {
    this.#health = health;
    this.#telemetries = telemetries;
  }

  /** Fails only where a restart helps: a blocked event loop, a partition that does not move. */
  @Get('health/live')
  @HealthCheck()
  live(): Promise<HealthCheckResult> {
    return this.#check('live');
  }

  @Get('health/ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.#check('ready');
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return mergeMetrics(this.#telemetries.map(({ registry }) => registry));
  }

  #check(kind: 'live' | 'ready'): Promise<HealthCheckResult> {
    const isAlone = this.#telemetries.length === 1;
    return this.#health.check(this.#telemetries.map((telemetry) => () => indicate(telemetry, kind, isAlone)));
  }
}
