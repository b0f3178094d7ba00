import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKafkaBus, type Bus } from '@convoscope/bus';
import { DEFAULT_TENANT, eventId, topics } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually } from '@convoscope/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startKafka, type KafkaServer } from '../tools/servers/kafka.ts';

const ROOT = join(import.meta.dirname, '..');
/** In production 60 s and 10 min; `npm test` has less time. */
const STALL_SECONDS = Number(process.env['CONVOSCOPE_TEST_STALL_SECONDS'] ?? 10);
const OUTAGE_SECONDS = Number(process.env['CONVOSCOPE_TEST_OUTAGE_SECONDS'] ?? 25);
const SESSION_SECONDS = STALL_SECONDS < 60 ? 10 : 30;
const LIMIT_MS = (3 * STALL_SECONDS + 2 * SESSION_SECONDS + OUTAGE_SECONDS + 120) * 1_000;

/** A consumer that heartbeats and never progresses while the file `hang` is there; it writes down what it has processed. */
const PROGRAM = `
import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { ok, Subscribe } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { defineSettings } from '@convoscope/config';
import { defineService, runService } from '@convoscope/service';
class Stub {
  async onFeedback({ events }) {
    for (const { key } of events) {
      while (existsSync('hang')) await delay(50);
      await delay(40);
      appendFileSync('processed', key + '\\n');
    }
    return events.map(() => ok(undefined));
  }
}
const method = Object.getOwnPropertyDescriptor(Stub.prototype, 'onFeedback');
Subscribe(topics.feedbackGiven, { maxBatchSize: 10 })(Stub.prototype, 'onFeedback', method);
Object.defineProperty(Stub.prototype, 'onFeedback', method);
Controller()(Stub);
class StubModule {}
const module = () => ({ module: StubModule, controllers: [Stub] });
await runService(defineService({ name: 'stub', settings: defineSettings({}), module }));
`;

/** What an orchestrator does: starts the process again when it ends, and counts. */
class Supervisor {
  readonly endedAtMs: number[] = [];
  /** The last words of each process that ended by itself. */
  readonly lastWords: string[] = [];
  readonly #start: () => ChildProcess;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(start: () => ChildProcess) {
    this.#start = start;
    this.#run();
  }

  #run(): void {
    const child = this.#start();
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.endedAtMs.push(Date.now());
      this.lastWords.push(this.#output.slice(-2_000));
      this.#run();
    });
  }

  get url(): string {
    const url = /"url":"(http:[^"]+)"/.exec(this.#output)?.[1];
    if (url === undefined) throw new Error(`not ready: ${this.#output}`);
    return url;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

describeWithServer('mongod', 'a consumer process on a broker of its own', ({ uri, database }) => {
  const program = mkdtempSync(join(ROOT, 'node_modules/.cache/stub-service-'));
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-stuck-'));
  let kafka: KafkaServer;
  let telemetry: Telemetry;
  let bus: Bus;
  let service: Supervisor;
  let nPublished = 0;

  const publish = (n: number): Promise<void> =>
    bus.publish(
      topics.feedbackGiven,
      Array.from({ length: n }, () => {
        const key = `k${nPublished++}`;
        const { name: topic } = topics.feedbackGiven;
        const at = { time: '2026-01-01T00:00:00.000Z', tenant: DEFAULT_TENANT };
        return {
          ...{ topic, source: 'test', key, ...at },
          id: eventId({ topic, tenant: DEFAULT_TENANT, key, revision: '1', producerVersion: '1' }),
          data: {
            ...{ feedbackId: key, subject: 'category' as const, subjectId: key, field: 'topic' },
            ...{ value: 'billing', givenBy: 'test', givenAt: at.time },
          },
        };
      }),
    );
  const processed = (): Set<string> =>
    new Set(
      existsSync(join(dir, 'processed'))
        ? readFileSync(join(dir, 'processed'), 'utf8').trim().split('\n')
        : [],
    );
  const isAlive = async (): Promise<boolean> =>
    (await fetch(`${service.url}/health/live`, { signal: AbortSignal.timeout(5_000) })).ok;

  beforeAll(async () => {
    kafka = await startKafka();
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    bus = createKafkaBus({ brokers: kafka.brokers, clientId: 'test', telemetry, service: 'test' });
    writeFileSync(join(program, 'main.mjs'), PROGRAM);
    service = new Supervisor(() =>
      spawn(process.execPath, [join(program, 'main.mjs')], {
        cwd: dir,
        env: {
          ...{
            PATH: '/usr/bin:/bin',
            MONGODB_URI: uri,
            MONGODB_DATABASE: database,
            OBJECTS_DRIVER: 'filesystem',
          },
          ...{
            KAFKA_BROKERS: kafka.brokers.join(','),
            CONVOSCOPE_DATA_DIR: dir,
            HTTP_HOST: '127.0.0.1',
            HTTP_PORT: '0',
          },
          ...{ BUS_STALL_AFTER: `${STALL_SECONDS}s`, KAFKA_SESSION_TIMEOUT: `${SESSION_SECONDS}s` },
        },
      }),
    );
    await eventually(() => service.url, { timeoutMs: 60_000 });
  }, 120_000);

  afterAll(async () => {
    await service.end('SIGKILL');
    await bus.close();
    await telemetry.close();
    await kafka.stop();
    for (const path of [program, dir]) rmSync(path, { recursive: true, force: true });
  }, 60_000);

  it(
    'is not restarted while the broker is down, although events were waiting, and goes on when it is back',
    async () => {
      await publish(400);
      await eventually(() => expect(processed().size).toBeGreaterThan(100), { timeoutMs: 60_000 });
      await kafka.kill('SIGKILL');
      const backAtMs = Date.now() + OUTAGE_SECONDS * 1_000;
      let nLooks = 0;
      while (Date.now() < backAtMs) {
        expect(await isAlive()).toBe(true);
        nLooks += 1;
        await delay(1_000);
      }
      expect(nLooks).toBeGreaterThan(OUTAGE_SECONDS / 3);
      expect(processed().size).toBeLessThan(400);
      await kafka.restart();
      await eventually(() => expect(processed().size).toBe(400), { timeoutMs: 90_000 });
      expect(service.lastWords).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'that heartbeats but never progresses is found and healed in time',
    async () => {
      writeFileSync(join(dir, 'hang'), '');
      await publish(20);
      const stuckAtMs = Date.now();
      const foundAtMs = await eventually(
        async () => {
          expect(await isAlive()).toBe(false);
          return Date.now();
        },
        { timeoutMs: (STALL_SECONDS + 30) * 1_000, intervalMs: 100 },
      );
      const endedAtMs = await eventually(
        () => {
          expect(service.endedAtMs).toHaveLength(1);
          return service.endedAtMs[0] ?? 0;
        },
        { timeoutMs: (STALL_SECONDS + 60) * 1_000, intervalMs: 100 },
      );
      rmSync(join(dir, 'hang'));
      await eventually(() => expect(processed().size).toBe(nPublished), {
        timeoutMs: 90_000,
        intervalMs: 100,
      });
      const [foundMs, endedMs] = [foundAtMs - stuckAtMs, endedAtMs - stuckAtMs];
      const healedMs = Date.now() - stuckAtMs;
      console.log(
        `stuck: found after ${foundMs} ms, ended itself after ${endedMs}, healed after ${healedMs}`,
      );
      // By whoever asks for liveness; with 5 s for a machine that has other things to do.
      expect(foundMs).toBeLessThan((STALL_SECONDS + 5) * 1_000);
      // Seen again one look later, 5 s for what else is in hand.
      expect(endedMs).toBeLessThan((STALL_SECONDS + 2 * 5 + 5 + 5) * 1_000);
      expect(healedMs).toBeLessThan(
        Math.max(2 * STALL_SECONDS, STALL_SECONDS + SESSION_SECONDS + 30) * 1_000,
      );
    },
    LIMIT_MS,
  );

  it(
    'is no longer ready from SIGTERM on, and still alive',
    async () => {
      await eventually(() => service.url);
      writeFileSync(join(dir, 'hang'), '');
      await publish(20);
      const { url } = service;
      await delay(1_500);
      const ended = service.end('SIGTERM');
      await eventually(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(503), {
        timeoutMs: 5_000,
      });
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      rmSync(join(dir, 'hang'));
      await ended;
    },
    LIMIT_MS,
  );
});
