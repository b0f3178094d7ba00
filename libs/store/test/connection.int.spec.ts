import { describe, expect, it } from '@jest/globals';
import { TransientError } from '@convoscope/contracts';
import { createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { connectStore } from '@convoscope/store';
import { aCategory } from './document-builders.ts';

const telemetry = createTelemetry({ service: 'store-test', logLevel: 'silent' });

describe('a server that is not there', () => {
  it('is an error that may pass', async () => {
    const connecting = connectStore({ uri: 'mongodb://127.0.0.1:9/', database: 'x', telemetry });
    await expect(connecting).rejects.toBeInstanceOf(TransientError);
    await expect(connecting).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  }, 20_000);
});

describeWithServer('mongod', 'a connection', ({ databaseUri, database, uri }) => {
  it('takes the database from the address when none is given', async () => {
    const [named, given] = await Promise.all([
      connectStore({ uri: databaseUri, telemetry }),
      connectStore({ uri, database, telemetry }),
    ]);
    await named.categories.upsertMany('acme', [aCategory()]);
    expect(await given.categories.count('acme')).toBe(1);
    await given.categories.markDeleted('acme', [
      { conversationId: 'conversation-1', sequence: 1, deletedAt: new Date() },
    ]);
    await Promise.all([named.close(), given.close()]);
  }, 20_000);

  it('answers a ping until it is closed, and then fails as something that may pass', async () => {
    const store = await connectStore({ uri, database, telemetry });
    await store.ping();
    await store.close();
    await expect(store.ping()).rejects.toBeInstanceOf(TransientError);
    await expect(store.categories.count('acme')).rejects.toBeInstanceOf(TransientError);
  }, 20_000);

  it('runs its operations under the policy and measures them', async () => {
    const policy = createPolicy(defaultPolicyOptions('mongodb'), { clock: systemClock, telemetry });
    const store = await connectStore({ uri, database, telemetry, policy });
    expect(await store.categories.count('acme')).toBe(0);
    await store.close();
    expect(await telemetry.registry.metrics()).toMatch(
      /convoscope_store_operation_duration_seconds_count\{[^}]*collection="conversation_categories",operation="count",outcome="ok"/,
    );
  }, 20_000);
});
