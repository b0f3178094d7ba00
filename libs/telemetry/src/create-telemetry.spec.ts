import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { TransientError } from '@convoscope/contracts';
import { createTelemetry, mergeMetrics, type TelemetryOptions } from './index.ts';
import type { Telemetry } from './telemetry.ts';

const opened: Telemetry[] = [];

const telemetryWith = (options: Partial<TelemetryOptions> = {}): Telemetry => {
  const telemetry = createTelemetry({
    service: 'tests',
    logLevel: 'silent',
    processMetrics: false,
    ...options,
  });
  opened.push(telemetry);
  return telemetry;
};

const capturingLogs = (): {
  lines: () => Record<string, unknown>[];
  destination: { write(s: string): void };
} => {
  const written: string[] = [];
  return {
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    destination: { write: (line) => void written.push(line) },
  };
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((telemetry) => telemetry.close()));
});

const REMOTE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('logs', () => {
  it('are JSON with service, level, time and the ids of the running span', async () => {
    const { lines, destination } = capturingLogs();
    const { logger, span } = telemetryWith({ logLevel: 'info', logDestination: destination });
    logger.debug('too quiet');
    await span('work', async () => logger.info({ conversationId: 'c1' }, 'done'), { traceparent: REMOTE });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      level: 'info',
      service: 'tests',
      msg: 'done',
      conversationId: 'c1',
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it('hide credentials and what people wrote, down to three levels', () => {
    const { lines, destination } = capturingLogs();
    const { logger } = telemetryWith({ logLevel: 'info', logDestination: destination });
    logger.info({
      token: 'PRIVATE',
      request: { headers: { authorization: 'PRIVATE', 'xc-token': 'PRIVATE', accept: 'json' } },
      conversation: { id: 'c1', messages: [{ content: 'PRIVATE' }] },
      err: new TransientError('failed', { code: 'A_B', context: { content: 'PRIVATE', status: 500 } }),
    });
    const text = JSON.stringify(lines());
    expect(text).not.toContain('PRIVATE');
    expect(text).toContain('"accept":"json"');
    expect(text).toContain('"status":500');
    expect(text).toContain('A_B');
  });
});

describe('metrics', () => {
  it('carry the prefix and the service, and are the same when asked for twice', async () => {
    const telemetry = telemetryWith();
    const spec = { name: 'bus_events_published_total', help: 'Events.', labels: ['topic'] } as const;
    telemetry.counter<'topic'>(spec).inc({ topic: 'a' });
    telemetry.counter<'topic'>(spec).inc({ topic: 'a' }, 2);
    telemetry.gauge({ name: 'reconcile_age_seconds', help: 'Depth.' }).set(7);
    telemetry.histogram({ name: 'anomaly_conversation_score', help: 'Time.', buckets: [1] }).observe(0.5);
    const text = await telemetry.registry.metrics();
    expect(text).toContain('convoscope_bus_events_published_total{topic="a",service="tests"} 3');
    expect(text).toContain('convoscope_reconcile_age_seconds{service="tests"} 7');
    expect(text).toContain('convoscope_anomaly_conversation_score_bucket{le="1",service="tests"} 1');
  });

  it('refuse one name for two kinds', () => {
    const telemetry = telemetryWith();
    telemetry.counter({ name: 'build_info', help: 'x' });
    expect(() => telemetry.gauge({ name: 'build_info', help: 'x' })).toThrow(
      /convoscope_build_info exists and is no Gauge/,
    );
  });

  it('include memory and event-loop lag of the process where wanted', async () => {
    const text = await telemetryWith({ processMetrics: true }).registry.metrics();
    expect(text).toMatch(/process_resident_memory_bytes\{service="tests"\} \d+/);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('of several services are merged without clashing', async () => {
    const [one, two] = [telemetryWith({ service: 'one' }), telemetryWith({ service: 'two' })];
    for (const { counter } of [one, two]) counter({ name: 'reporting_users_total', help: 'Events.' }).inc();
    const text = await mergeMetrics([one.registry, two.registry, one.registry]);
    expect(text.match(/^convoscope_reporting_users_total\{.*$/gm)?.sort()).toEqual([
      'convoscope_reporting_users_total{service="one"} 1',
      'convoscope_reporting_users_total{service="two"} 1',
    ]);
  });
});

describe('traces', () => {
  const recording = (): { telemetry: Telemetry; exporter: InMemorySpanExporter } => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    return { telemetry: telemetryWith({ tracer: provider.getTracer('tests') }), exporter };
  };

  it('join the context of a traceparent and hand on their own', async () => {
    const { telemetry, exporter } = recording();
    const handedOn = await telemetry.span('work', async () => telemetry.traceparent(), {
      traceparent: REMOTE,
      attributes: { topic: 'a' },
    });
    const [span] = exporter.getFinishedSpans();
    expect(handedOn).toBe(`00-0af7651916cd43dd8448eb211c80319c-${span?.spanContext().spanId}-01`);
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span?.attributes).toEqual({ topic: 'a' });
  });

  it('nest across awaits and stay apart between concurrent calls', async () => {
    const { telemetry, exporter } = recording();
    const outer = (name: string): Promise<void> =>
      telemetry.span(name, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        await telemetry.span(`${name}.inner`, async () => undefined);
      });
    await Promise.all([outer('a'), outer('b')]);
    const byName = new Map(exporter.getFinishedSpans().map((span) => [span.name, span]));
    for (const name of ['a', 'b']) {
      expect(byName.get(`${name}.inner`)?.parentSpanContext?.spanId).toBe(
        byName.get(name)?.spanContext().spanId,
      );
    }
  });

  it('record an error and let it through', async () => {
    const { telemetry, exporter } = recording();
    const failing = telemetry.span('work', () => Promise.reject(new RangeError('no')));
    await expect(failing).rejects.toThrow(RangeError);
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: 2, message: 'RangeError' });
    expect(span?.events[0]?.attributes?.['exception.message']).toBe('no');
  });

  it('hand ids on also when nothing is recorded, and start afresh on a broken traceparent', async () => {
    const telemetry = telemetryWith();
    const joined = await telemetry.span('work', async () => telemetry.traceparent(), { traceparent: REMOTE });
    expect(joined).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
    const fresh = await telemetry.span('work', async () => telemetry.traceparent(), { traceparent: 'x' });
    expect(fresh).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(telemetry.traceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });
});

describe('health', () => {
  it('of a fresh service is good, with the event loop as proof of life', async () => {
    const telemetry = telemetryWith();
    expect(await telemetry.health('live')).toMatchObject({
      healthy: true,
      checks: { 'event-loop': { healthy: true } },
    });
    expect(await telemetry.health('ready')).toEqual({ healthy: true, checks: {} });
  });

  it('is bad as soon as one check is, throws or never answers', async () => {
    const telemetry = telemetryWith({
      clock: {
        now: () => 0,
        elapsed: () => 0,
        sleep: () => new Promise((resolve) => void setImmediate(resolve)),
      },
    });
    telemetry.addHealthCheck('ready', 'good', async () => ({ healthy: true, details: { lag: 0 } }));
    telemetry.addHealthCheck('ready', 'throws', () => {
      throw new Error('down');
    });
    telemetry.addHealthCheck('ready', 'hangs', () => new Promise(() => undefined));
    const { healthy, checks } = await telemetry.health('ready');
    expect(healthy).toBe(false);
    expect(checks['throws']).toEqual({ healthy: false, details: { error: 'down' } });
    expect(checks['hangs']?.details).toEqual({ error: 'no answer within 5000 ms' });
  });

  it('forgets a check that is registered again under its name', async () => {
    const telemetry = telemetryWith();
    telemetry.addHealthCheck('ready', 'store', () => ({ healthy: false }));
    telemetry.addHealthCheck('ready', 'store', () => ({ healthy: true }));
    expect((await telemetry.health('ready')).healthy).toBe(true);
  });
});

describe('health', () => {
  it('is a metric too: each check, as it is when metrics are asked for', async () => {
    const telemetry = telemetryWith();
    let isThere = true;
    telemetry.addHealthCheck('ready', 'store', () => {
      if (!isThere) throw new Error('no answer');
      return { healthy: true };
    });
    const shown = async (): Promise<string[]> =>
      (await telemetry.registry.metrics())
        .split('\n')
        .filter((line) => line.includes('health_check_failing{'));
    const line = (kind: string, check: string, value: number): string =>
      `convoscope_health_check_failing{kind="${kind}",check="${check}",service="tests"} ${value}`;
    expect(await shown()).toEqual([line('live', 'event-loop', 0), line('ready', 'store', 0)]);
    isThere = false;
    expect(await shown()).toEqual([line('live', 'event-loop', 0), line('ready', 'store', 1)]);
  });
});
