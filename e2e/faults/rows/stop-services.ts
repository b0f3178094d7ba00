import { setTimeout as delay } from 'node:timers/promises';
import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import type { LabServers } from '../lab/lab-servers.ts';
import { serviceNames, type ServiceFleet, type ServiceName } from '../lab/service-fleet.ts';

const GRACE_SECONDS = 25;

export const drainOnSigterm: FaultRow = {
  id: 'F22',
  title: 'SIGTERM to each service under load; a second SIGTERM ends at once',
  isStarred: true,
  limits: { recoverySeconds: 30, wireDuplicateShare: 0.005 },
  async run({ lab, random, pause, note, expect }) {
    const left: ServiceName[] = [...serviceNames];
    let slowest = 0;
    while (left.length > 0) {
      const name = pickOne(random, left);
      left.splice(left.indexOf(name), 1);
      await pause(200, 1_000);
      const startedAt = performance.now();
      const code = await lab.services.stop(name);
      const seconds = (performance.now() - startedAt) / 1_000;
      slowest = Math.max(slowest, seconds);
      expect(code === 0, `${name} ended with ${code} after SIGTERM`);
      expect(seconds <= GRACE_SECONDS, `${name} took ${seconds.toFixed(1)} s to end`);
      await lab.services.start(name, { isAwaited: false });
    }
    await Promise.all(serviceNames.map((name) => lab.services.untilUp(name)));
    note(`slowest drain ${slowest.toFixed(1)} s`);
  },
};

const IMPATIENT_AFTER_MS = 400;
const SHORT_GRACE_MS = 6_000;

/** Thaws it whatever happens: the next row needs it. */
async function whileFrozen<T>({ mongod }: LabServers, work: () => Promise<T>): Promise<T> {
  await mongod.kill('SIGSTOP');
  try {
    return await work();
  } finally {
    await mongod.kill('SIGCONT');
  }
}

/** Freezes both services with events before them, for less than a session: thawed, they take them in hand at once. */
async function pileUp({ services, load }: FaultLab): Promise<void> {
  services.freeze('categorisation');
  load.insert(60);
  await delay(3_000);
  services.freeze('translation');
  load.insert(60);
  await delay(2_000);
}

/** SIGTERM once to categorisation and twice to translation, unless that had nothing in hand and ended at the first one. */
async function stopStuck(services: ServiceFleet): Promise<{
  readonly code: number | null;
  readonly tookMs: number;
  readonly impatient: number | null;
  readonly impatientMs: number;
}> {
  const startedAt = performance.now();
  const ended = services.stop('categorisation');
  const twice = services.stop('translation');
  const hasEnded = await Promise.race([twice.then(() => true), delay(IMPATIENT_AFTER_MS, false)]);
  if (!hasEnded) services.signal('translation', 'SIGTERM');
  const impatient = await twice;
  const impatientMs = performance.now() - startedAt;
  const code = await ended;
  return { code, tookMs: performance.now() - startedAt, impatient, impatientMs };
}

/** The handler of this service cannot end: its database does not answer. */
export const killAtGraceEnd: FaultRow = {
  id: 'F23',
  title: 'SIGTERM while a handler is stuck: its own watchdog ends it; twice: at once',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run({ lab, pause, note, expect }) {
    const { services, servers } = lab;
    await services.restart('categorisation', { env: { SHUTDOWN_GRACE_MS: `${SHORT_GRACE_MS}ms` } });
    await services.restart('translation', { env: { SHUTDOWN_GRACE_MS: `${SHORT_GRACE_MS}ms` } });
    await pause(1_000, 2_000);
    await pileUp(lab);
    const ends = await whileFrozen(servers, async () => {
      services.thaw('translation');
      services.thaw('categorisation');
      await pause(3_000, 4_000);
      return stopStuck(services);
    });
    const { code, tookMs, impatient, impatientMs } = ends;
    note(`watchdog after ${(tookMs / 1_000).toFixed(1)} s of ${SHORT_GRACE_MS / 1_000} s (25 s unless set)`);
    expect(code === 1, `ended with ${code} in place of 1: it was not stuck, or nobody noticed`);
    expect(tookMs >= SHORT_GRACE_MS - 500, `ended after ${tookMs.toFixed(0)} ms: it was not stuck`);
    expect(tookMs <= SHORT_GRACE_MS + 2_000, `ended ${tookMs.toFixed(0)} ms after SIGTERM`);
    expect(impatientMs <= IMPATIENT_AFTER_MS + 1_500, `a second SIGTERM took ${impatientMs.toFixed(0)} ms`);
    expect(impatient === 143 || impatient === 0, `ended with ${impatient} after a second SIGTERM`);
    await Promise.all([services.start('categorisation'), services.start('translation')]);
  },
};
