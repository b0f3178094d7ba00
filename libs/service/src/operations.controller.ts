import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { mergeMetrics, OPEN_METRICS_TYPE, toOpenMetrics, type Telemetry } from '@convoscope/telemetry';
import type { FastifyReply } from 'fastify';
import { readBuildInfo, type BuildInfo } from './build-info.ts';

/** Everything whose health and metrics this process answers for; the service's own telemetry first. */
export const TELEMETRIES = Symbol('telemetries');

const PLAIN_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

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
  readonly #build = readBuildInfo();

  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(TELEMETRIES) telemetries: readonly Telemetry[],
  ) {
    this.#health = health;
    this.#telemetries = telemetries;
    const { version, commit } = this.#build;
    for (const telemetry of telemetries)
      telemetry
        .gauge({ name: 'build_info', help: 'Which build runs.', labels: ['version', 'commit'] as const })
        .set({ version, commit }, 1);
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

  /** With exemplars for whoever asks for OpenMetrics, as Prometheus does; those of several services in one process can be had as plain text only. */
  @Get('metrics')
  metrics(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: Pick<FastifyReply, 'type'>,
  ): Promise<string> {
    const [own, ...others] = this.#telemetries;
    const wantsExemplars = accept?.includes('application/openmetrics-text') === true;
    if (wantsExemplars && own !== undefined && others.length === 0) {
      reply.type(OPEN_METRICS_TYPE);
      return toOpenMetrics(own.registry, own.service);
    }
    reply.type(PLAIN_TYPE);
    return mergeMetrics(this.#telemetries.map(({ registry }) => registry));
  }

  @Get('version')
  version(): BuildInfo & { service: string | undefined; node: string } {
    return { service: this.#telemetries[0]?.service, ...this.#build, node: process.version };
  }

  #check(kind: 'live' | 'ready'): Promise<HealthCheckResult> {
    const isAlone = this.#telemetries.length === 1;
    return this.#health.check(this.#telemetries.map((telemetry) => () => indicate(telemetry, kind, isAlone)));
  }
}
