import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { DEFAULT_TENANT, topics } from '@convoscope/contracts';
import { collect, createLakeReader } from '@convoscope/lake';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { startService, type RunningService } from '@convoscope/service';
import type { Store } from '@convoscope/store';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { anEvent, eventually, someConversations } from '@convoscope/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakeService } from '../src/lake.service.ts';

describe('the lake service', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lake-component-'));
  const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
  let bus: Bus;
  let objects: ObjectStore;
  const start = (): Promise<RunningService<typeof lakeService.settings>> =>
    startService(lakeService, {
      infrastructure: {
        bus,
        objects,
        store: {} as Store,
        clock: systemClock,
        tenant: DEFAULT_TENANT,
        dataDir: dir,
      },
      settings: { flushIntervalMs: 50 },
      http: false,
      telemetry,
    });
  beforeAll(() => {
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    bus = createMemoryBus({ telemetry, service: 'lake-test' });
  });
  afterAll(async () => {
    await bus.close();
    await telemetry.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('keeps every event once, also when it is stopped, started and given the same again', async () => {
    const conversations = someConversations(120);
    const events = conversations.map((data) =>
      anEvent(topics.conversationsIngested, data.conversationId, data),
    );
    let service = await start();
    await bus.publish(topics.conversationsIngested, events.slice(0, 70));
    await service.stop();
    service = await start();
    await bus.publish(topics.conversationsIngested, events.slice(70));
    await bus.publish(topics.conversationsIngested, events.slice(0, 10));
    const reader = await createLakeReader({ objects, scratchDir: join(dir, 'scratch') });
    await eventually(async () => {
      const [row] = await collect(
        reader.query(
          'SELECT count(*)::INT AS rows, count(DISTINCT event_id)::INT AS events FROM conversations_ingested',
        ),
      );
      expect(row).toEqual({ rows: 130, events: 120 });
    });
    expect(await collect(reader.currentState('conversations-ingested', DEFAULT_TENANT))).toHaveLength(120);
    await reader.close();
    await service.stop();
  });
});
