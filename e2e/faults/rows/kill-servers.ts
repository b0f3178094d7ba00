import { pickOne } from '../../../libs/testing/src/seeded-random.ts';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import { residentMiB } from '../lab/resident-memory.ts';
import { serviceNames } from '../lab/service-fleet.ts';

const KAFKA_DOWN_MS = 15_000;
const MINUTE_MS = 60_000;
const MAX_GROWTH_MIB = 200;
const REQUEST_EVERY_MS = 500;

export const killKafka: FaultRow = {
  id: 'F2',
  title: 'kill -9 Kafka, back after 15 s; the API goes on answering',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, pause, hold, note, expect }) {
    await pause(500, 3_000);
    const nRestarts = lab.services.allRestarts().length;
    const requests = askGateway(lab);
    await lab.servers.kafka.kill('SIGKILL');
    const killedAt = performance.now();
    await hold(KAFKA_DOWN_MS);
    const downMs = performance.now() - killedAt;
    await lab.servers.kafka.restart();
    const failed = await requests.stop();
    note(`down ${Math.round(downMs / 1_000)} s`);
    expect(failed.length === 0, `the API answered ${failed.slice(0, 3).join(', ')} while Kafka was away`);
    expect(lab.services.allRestarts().length === nRestarts, 'a service was restarted because Kafka was away');
  },
};

export const killMongod: FaultRow = {
  id: 'F4',
  title: 'kill -9 mongod in the middle of writes, back after 3-8 s',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, random, pause, hold, expect }) {
    await pause(500, 3_000);
    const nRestarts = lab.services.allRestarts().length;
    await lab.servers.mongod.kill('SIGKILL');
    await hold(3_000 + random() * 5_000);
    await lab.servers.mongod.restart();
    expect(
      lab.services.allRestarts().length === nRestarts,
      'a service was restarted because MongoDB was away',
    );
  },
};

export const longKafkaOutage: FaultRow = {
  id: 'F3',
  title: 'Kafka away for minutes, also while a service starts: memory, no restart',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run({ lab, minutes, random, pause, note, expect }) {
    const nRestarts = lab.services.allRestarts().length;
    const late = pickOne(random, serviceNames);
    await lab.servers.kafka.kill('SIGKILL');
    await lab.services.kill(late);
    await lab.services.start(late, { isAwaited: false });
    const before = residentMiB(lab.services);
    await pause(MINUTE_MS * minutes, MINUTE_MS * minutes);
    const growth = [...residentMiB(lab.services)]
      .map(([name, mib]) => [name, mib - (before.get(name) ?? 0)] as const)
      .filter(([name]) => name !== late);
    await lab.servers.kafka.restart();
    await lab.services.untilUp(late);
    const [most, mib] = growth.reduce((a, b) => (b[1] > a[1] ? b : a));
    note(`away ${minutes} min, ${late} started meanwhile; ${most} grew most, by ${mib} MiB`);
    expect(mib <= MAX_GROWTH_MIB, `${most} grew by ${mib} MiB`);
    const restarts = lab.services.allRestarts().slice(nRestarts);
    expect(restarts.length === 0, `restarted because Kafka was away: ${restarts.join(', ')}`);
  },
};

/** Asks the API again and again; `stop` resolves to the answers that were server errors, or none. */
function askGateway(lab: FaultLab): { stop(): Promise<string[]> } {
  const failed: string[] = [];
  const ask = async (): Promise<void> => {
    const headers = { 'x-api-key': lab.secrets.read('GATEWAY_API_KEY') };
    try {
      const url = `${lab.services.url('gateway')}/api/v1/conversations?limit=5`;
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.status >= 500 || response.status === 401) failed.push(String(response.status));
    } catch (error) {
      failed.push((error as Error).name);
    }
  };
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => void (running = Promise.all([running, ask()])), REQUEST_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      return failed;
    },
  };
}
