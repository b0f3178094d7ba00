import { expect, it } from '@jest/globals';
import { connectStore } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually } from '@convoscope/testing';
import { MongoClient } from './raw-client.ts';
import { openStore } from './open-store.ts';
import { aMessagesDocument } from './document-builders.ts';

describeWithServer('mongod', 'how MongoDB is used', ({ uri, database }) => {
  it('shows in metrics and, where a command is slow, in the log: its shape, its plan, and no value', async () => {
    const lines: string[] = [];
    const telemetry = createTelemetry({
      ...{ service: 'store-test', processMetrics: false },
      logDestination: { write: (line) => void lines.push(line) },
    });
    const store = await connectStore({
      ...{ uri, database: `${database}_watch`, telemetry },
      // Every command is slow, and two callers at most get a connection at once.
      connection: { slowCommandMs: 0, maxPoolSize: 2, poolWaitMs: 5_000 },
    });
    await store.migrate();
    await store.messages.upsertMany('acme', [aMessagesDocument({ conversationId: 'SECRET' })]);
    await Promise.all(Array.from({ length: 12 }, () => store.messages.findByIds('acme', ['SECRET'])));
    const slow = await eventually(async () => {
      // One plan is asked for at a time: it may be another's turn when the first calls are slow.
      await store.messages.findByIds('acme', ['SECRET']);
      const found = lines
        .map((line) => JSON.parse(line) as Record<string, string>)
        .filter(({ collection, command }) => collection === 'conversation_messages' && command === 'find');
      const plans = found.map(({ plan }) => plan);
      expect(plans).toContain('FETCH < IXSCAN by_conversation');
      return found;
    });
    // Each shape explained once, not once a call.
    expect(slow.length).toBeGreaterThanOrEqual(12);
    const explained = slow.filter(({ plan }) => plan !== undefined).map(({ shape }) => shape);
    expect(explained).toEqual([...new Set(explained)]);
    expect(lines.join('')).not.toContain('SECRET');
    // A plan may still be on its way.
    const text = await eventually(async () => {
      const shown = await telemetry.registry.metrics();
      expect(shown).toMatch(/mongodb_pool_connections\{state="lent",.*\} 0/);
      return shown;
    });
    expect(text).toMatch(
      /mongodb_slow_commands_total\{collection="conversation_messages",command="find",.*\} [1-9]\d/,
    );
    expect(text).toMatch(/mongodb_pool_connections\{state="open",.*\} 2/);
    expect(text).toMatch(/mongodb_pool_waiting\{.*\} 0/);
    expect(Number(/mongodb_pool_checkout_seconds_count\{.*\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(12);
    await store.close();
    await telemetry.close();
  }, 60_000);

  it('has its indexes compared with those that are declared', async () => {
    const { store, drop } = await openStore({ uri, database: `${database}_indexes` });
    expect(await store.inspectIndexes()).toEqual([]);
    const client = await new MongoClient(uri).connect();
    const measures = client.db(`${database}_indexes`).collection('measures');
    await measures.dropIndex('by_bucket');
    await measures.createIndex({ at: 1 }, { name: 'by_hand' });
    expect(await store.inspectIndexes()).toEqual([
      { collection: 'measures', index: 'by_bucket', problem: 'missing' },
      { collection: 'measures', index: 'by_hand', problem: 'foreign' },
    ]);
    await client.close();
    await drop();
  }, 60_000);
});
