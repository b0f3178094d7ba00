import {
  createKafkaBus,
  createMemoryBus,
  parseCrashPoint,
  type Bus,
  type KafkaBusOptions,
} from '@convoscope/bus';
import { allTopics, ConfigError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { connectStore, type Store } from '@convoscope/store';
import { systemClock, type Telemetry } from '@convoscope/telemetry';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withAnchoredAudit } from './audit/audit-anchor.ts';
import { checkInfrastructure } from './check-infrastructure.ts';
import { closeInOrder } from './close-in-order.ts';
import { createObjects } from './create-objects.ts';
import { createStorePolicy } from './create-store-policy.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import type { Infrastructure } from './service-definition.ts';

/** Infrastructure that is closed by whoever created it. */
export interface OwnedInfrastructure extends Infrastructure {
  /** Closes bus, store and objects, in this order. */
  close(): Promise<void>;
}

function tlsOf({ ssl, sslCa }: InfrastructureSettings['bus']): Pick<KafkaBusOptions, 'ssl'> {
  if (!ssl) return {};
  return { ssl: sslCa === undefined ? true : { ca: [sslCa] } };
}

function loginOf(bus: InfrastructureSettings['bus']): Pick<KafkaBusOptions, 'sasl'> {
  const { saslMechanism: mechanism, saslUsername: username = '', saslPassword } = bus;
  if (mechanism === 'none') return {};
  // The client's type has one member a mechanism; all of these three take a name and a password.
  return {
    sasl: { mechanism, username, password: saslPassword?.reveal() ?? '' } as NonNullable<
      KafkaBusOptions['sasl']
    >,
  };
}

function createBus(
  { bus }: InfrastructureSettings,
  shared: { dataDir: string; telemetry: Telemetry; objects: ObjectStore },
): Bus {
  const { telemetry, objects, dataDir } = shared;
  const { topicPrefix, partitions, replicationFactor, retentionMs, stallAfterMs } = bus;
  const options = {
    ...{ telemetry, objects, topicPrefix, stallAfterMs, service: telemetry.service },
    topics: { partitions, replicationFactor, retentionMs },
  };
  if (bus.driver === 'memory') return createMemoryBus({ ...options, journalDir: join(dataDir, 'bus') });
  const crashPoint = parseCrashPoint(bus.crashAt ?? '');
  return createKafkaBus({
    ...options,
    ...(crashPoint === null ? {} : { crashPoint }),
    sessionTimeoutMs: bus.sessionTimeoutMs,
    brokers: [...bus.brokers],
    clientId: `convoscope.${telemetry.service}`,
    ...tlsOf(bus),
    ...loginOf(bus),
  });
}

async function openStore({ mongo }: InfrastructureSettings, telemetry: Telemetry): Promise<Store> {
  const store = await connectStore({
    uri: mongo.uri.reveal(),
    database: mongo.database,
    telemetry,
    policy: createStorePolicy(telemetry),
    connection: mongo,
  });
  telemetry.addHealthCheck('ready', 'store', async () => {
    await store.ping();
    return { healthy: true };
  });
  return store;
}

/**
 * Opens object store, store and bus as the settings say, brings collections up to date and creates missing topics.
 * Readiness then depends on the store answering. Throws ConfigError when settings contradict each other, TransientError when
 * a server cannot be reached; what was opened until then is closed.
 */
export async function createInfrastructure(
  settings: InfrastructureSettings,
  telemetry: Telemetry,
): Promise<OwnedInfrastructure> {
  const problems = checkInfrastructure(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  const dataDir = resolve(settings.dataDir);
  await mkdir(dataDir, { recursive: true });
  const opened: (() => Promise<void>)[] = [];
  const close = (): Promise<void> => closeInOrder(opened.toReversed());
  try {
    const objects = createObjects(settings, dataDir, telemetry);
    opened.push(() => objects.close());
    const store = withAnchoredAudit(await openStore(settings, telemetry), objects);
    opened.push(() => store.close());
    if (settings.mongo.migrateOnStart) await store.migrate('up');
    const bus = createBus(settings, { dataDir, telemetry, objects });
    opened.push(() => bus.close());
    await bus.ensureTopics(allTopics);
    return { bus, store, objects, clock: systemClock, tenant: settings.tenant, dataDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}
