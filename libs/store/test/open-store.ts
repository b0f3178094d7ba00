import { createTelemetry } from '@convoscope/telemetry';
import { connectStore } from '@convoscope/store';
import type { Store } from '@convoscope/store';
import { MongoClient } from './raw-client.ts';

/** A store on a database of its own, and the plain client to look behind it; `drop` removes both. */
export interface OpenedStore {
  store: Store;
  raw: InstanceType<typeof MongoClient>;
  drop: () => Promise<void>;
}

export async function openStore(
  { uri, database }: { uri: string; database: string },
  { migrated = true } = {},
): Promise<OpenedStore> {
  const telemetry = createTelemetry({ service: 'store-test', logLevel: 'silent' });
  const store = await connectStore({ uri, database, telemetry });
  if (migrated) await store.migrate();
  const raw = await new MongoClient(uri).connect();
  const drop = async (): Promise<void> => {
    await raw.db(database).dropDatabase();
    await raw.close();
    await store.close();
    await telemetry.close();
  };
  return { store, raw, drop };
}
