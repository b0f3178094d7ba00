import { anomalyService } from '@convoscope/app-anomaly/anomaly.service';
import { categorisationService } from '@convoscope/app-categorisation/categorisation.service';
import { gatewayService } from '@convoscope/app-gateway/gateway.service';
import { checkSource } from '@convoscope/app-ingestion/check-source';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import { lakeService } from '@convoscope/app-lake/lake.service';
import { notificationsService } from '@convoscope/app-notifications/notifications.service';
import { reportingService } from '@convoscope/app-reporting/reporting.service';
import { translationService } from '@convoscope/app-translation/translation.service';
import { loadSettings, type Environment } from '@convoscope/config';
import {
  infrastructureSettings,
  processSettings,
  startService,
  type Infrastructure,
  type RunningService,
} from '@convoscope/service';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import type { Writable } from 'node:stream';

/** What the services need that is not the same in a process of their own. */
export const EMBEDDED_DEFAULTS = {
  ANOMALY_METRICS_INTERVAL_MS: '5s',
  GATEWAY_ALLOW_LOOPBACK: 'true',
  INGESTION_STATE: 'file',
  LAKE_FLUSH_INTERVAL_MS: '2s',
  MONGODB_URI: 'mongodb://embedded',
  REPORTING_GATHER_MS: '3s',
};

/** Services whose health and metrics the gateway shows beside its own. */
const OTHERS = [
  'ingestion',
  'translation',
  'categorisation',
  'anomaly',
  'lake',
  'reporting',
  'notifications',
];

export const toServiceEnvironment = (
  env: Environment,
  source: Readonly<Record<string, string>>,
): Environment => ({
  ...EMBEDDED_DEFAULTS,
  ...source,
  ...env,
  // Chosen on the command line, so it wins over a .env file.
  ...Object.fromEntries(
    Object.entries(source).filter(([name]) => name === 'SOURCE_KIND' || name === 'SOURCE_PATH'),
  ),
});

/** Throws one ConfigError with the problems of all services. */
export function checkSettings(env: Environment): void {
  loadSettings(
    {
      infrastructure: infrastructureSettings,
      ingestion: ingestionService.settings,
      translation: translationService.settings,
      categorisation: categorisationService.settings,
      anomaly: anomalyService.settings,
      lake: lakeService.settings,
      reporting: reportingService.settings,
      notifications: notificationsService.settings,
      gateway: gatewayService.settings,
    },
    env,
  );
}

/** Throws ConfigError where the source cannot be read: before a server is started for it. */
export const checkConversationSource = (env: Environment): Promise<void> =>
  checkSource(loadSettings(ingestionService.settings, env));

export interface StartServicesOptions {
  infrastructure: Infrastructure;
  /** Of what the services share: bus, store and objects. */
  telemetry: Telemetry;
  env: Environment;
  /** Where the dashboard listens. */
  port: number;
  logs: Writable;
}

export interface RunningServices {
  gatewayUrl: string;
  /** Wired but not polling: `npm start` drives the first load itself. */
  ingestion: RunningService<typeof ingestionService.settings>;
  anomaly: RunningService<typeof anomalyService.settings>;
  /** From now on the source is polled. */
  startPolling(): Promise<void>;
  stop(): Promise<void>;
}

/** Telemetry of each service by name, made when it is first asked for. */
function createTelemetries({ env, logs }: StartServicesOptions) {
  const { logLevel } = loadSettings(processSettings, env);
  const made = new Map<string, Telemetry>();
  const of = (service: string): Telemetry => {
    const known = made.get(service);
    if (known !== undefined) return known;
    const telemetry = createTelemetry({
      ...{ service, logLevel, logDestination: logs },
      processMetrics: service === 'gateway',
    });
    made.set(service, telemetry);
    return telemetry;
  };
  const close = async (): Promise<void> => {
    for (const telemetry of made.values()) await telemetry.close();
  };
  return { of, close };
}

/** All services in this process, on shared infrastructure; only the gateway listens, and shows health and metrics of all. */
export async function startServices(options: StartServicesOptions): Promise<RunningServices> {
  const { infrastructure, env, port } = options;
  const telemetries = createTelemetries(options);
  const stops: (() => Promise<void>)[] = [telemetries.close];
  const stop = async (): Promise<void> => {
    for (const stopOne of stops) await stopOne();
  };
  const started = <T extends { stop(): Promise<void> }>(service: T): T => {
    stops.unshift(() => service.stop());
    return service;
  };
  const inside = (name: string) => ({
    infrastructure,
    env,
    http: false as const,
    telemetry: telemetries.of(name),
  });
  try {
    started(await startService(notificationsService, inside('notifications')));
    started(await startService(lakeService, inside('lake')));
    started(await startService(reportingService, inside('reporting')));
    const anomaly = started(await startService(anomalyService, inside('anomaly')));
    started(await startService(categorisationService, inside('categorisation')));
    started(await startService(translationService, inside('translation')));
    const gateway = started(
      await startService(gatewayService, {
        ...inside('gateway'),
        http: { host: '127.0.0.1', port },
        alsoObserve: [options.telemetry, ...OTHERS.map(telemetries.of)],
      }),
    );
    const ingestion = started(
      await startService(ingestionService, {
        ...inside('ingestion'),
        settings: { poll: { mode: 'manual' } },
      }),
    );
    return {
      gatewayUrl: gateway.url ?? '',
      ingestion,
      anomaly,
      async startPolling() {
        await ingestion.stop();
        started(await startService(ingestionService, inside('ingestion')));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
