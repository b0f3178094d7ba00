import { describe, expect, it } from '@jest/globals';
import { PermanentError, topics, TransientError, type ReportRequested } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import type { BatchCall } from '../src/nest/batch-call.ts';
import { BusTransport, createMemoryBus, ok, Subscribe, type EventBatch, type Outcome } from '../src/index.ts';
import { feedback, reportRequest } from './sample-events.ts';

const seen: string[] = [];
let nTransientFailures = 1;

@Controller()
class ReportController {
  readonly name = 'reports';

  @Subscribe(topics.reportsRequested)
  onRequested({ events }: EventBatch<ReportRequested>): Promise<Outcome[]> {
    if (nTransientFailures-- > 0) throw new TransientError('down', { code: 'TEST_DOWN' });
    if (events.some(({ key }) => key === 'poison')) throw new PermanentError('bad', { code: 'TEST_BAD' });
    seen.push(...events.map(({ key }) => `${this.name}/${key}`));
    return Promise.resolve(events.map(() => ok(undefined)));
  }

  @Subscribe([topics.feedbackGiven], { maxBatchSize: 10 })
  onFeedback({ events }: EventBatch): Promise<Outcome[]> {
    seen.push(...events.map(({ key }) => `feedback/${key}`));
    return Promise.resolve(events.map(() => ok(undefined)));
  }
}

@Module({ controllers: [ReportController] })
class AppModule {}

describe('a Nest service on the memory bus', () => {
  it('hands batches to its methods, retries what is transient and parks what is poison', async () => {
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    const bus = createMemoryBus({ telemetry, service: 'test', backoff: { baseDelayMs: 1, maxDelayMs: 5 } });
    const strategy = new BusTransport({ bus, group: 'reporting' });
    const app = await NestFactory.createMicroservice(AppModule, { strategy, logger: false });
    await app.listen();

    await bus.publish(topics.reportsRequested, ['a', 'b', 'poison', 'c'].map(reportRequest));
    await bus.publish(topics.feedbackGiven, [feedback('f')]);

    await eventually(() =>
      expect([...seen].sort()).toEqual(['feedback/f', 'reports/a', 'reports/b', 'reports/c']),
    );
    await eventually(async () =>
      expect(await bus.listDeadLetters(topics.reportsRequested)).toMatchObject([
        { key: 'poison', reason: 'TEST_BAD', group: 'reporting' },
      ]),
    );
    await app.close();
    await bus.close();
    await telemetry.close();
  });

  it('keeps the batches of a topic large although another topic of the service asks for small ones', async () => {
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    const bus = createMemoryBus({ telemetry, service: 'test', topics: { partitions: 1 } });
    await bus.publish(
      topics.feedbackGiven,
      Array.from({ length: 50 }, (_, n) => feedback(`f${n}`)),
    );
    await bus.publish(
      topics.reportsRequested,
      Array.from({ length: 50 }, (_, n) => reportRequest(`r${n}`)),
    );
    const transport = new BusTransport({ bus, group: 'reporting' });
    const sizes: [string, number][] = [];
    const note = (call: BatchCall): Promise<void> =>
      call.run(({ topic, events }) => {
        sizes.push([topic, events.length]);
        return Promise.resolve(events.map(() => ok(undefined)));
      });
    for (const [topic, maxBatchSize] of [
      [topics.feedbackGiven, 10],
      [topics.reportsRequested, undefined],
    ] as const)
      transport.addHandler(topic.name, note as unknown as () => Promise<void>, true, {
        topics: [topic],
        maxBatchSize,
      });
    await new Promise<unknown>((resolve) => transport.listen(resolve));

    await eventually(() => expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBe(100));
    expect(sizes.filter(([topic]) => topic === topics.feedbackGiven.name)).toHaveLength(5);
    expect(sizes).toContainEqual([topics.reportsRequested.name, 50]);
    await transport.close();
    await bus.close();
    await telemetry.close();
  });

  it('lets tests call a decorated method as it is', async () => {
    const outcomes = await new ReportController().onFeedback({
      topic: topics.feedbackGiven.name,
      partition: 0,
      events: [],
      signal: new AbortController().signal,
    });
    expect(outcomes).toEqual([]);
  });

  it('refuses two methods for one topic', () => {
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    const bus = createMemoryBus({ telemetry, service: 'test' });
    const transport = new BusTransport({ bus, group: 'reporting' });
    const extras = { topics: [topics.feedbackGiven] };
    const handler = () => Promise.resolve();
    transport.addHandler(topics.feedbackGiven.name, handler, true, extras);
    expect(() => transport.addHandler(topics.feedbackGiven.name, handler, true, extras)).toThrow(
      'two methods of reporting subscribe to feedback.given.v1',
    );
  });
});
