import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import type { TcpProxy } from '../../../tools/servers/toxiproxy.ts';
import { serviceNames } from '../lab/service-fleet.ts';

const needsProxies = ({ proxies, proxyObstacle }: FaultLab): string | null =>
  proxies === null ? (proxyObstacle ?? 'no toxiproxy') : null;

/** Connections whose packets were swallowed must not go on in the middle of a message: no network does that. */
async function reconnect(proxy: TcpProxy): Promise<void> {
  await proxy.cut();
  await proxy.heal();
}

const KAFKA_SILENT_MS = 45_000;
const MONGODB_SILENT_MS = 20_000;

export const partitionNetwork: FaultRow = {
  id: 'F19',
  title: 'half-open connections: first Kafka, then MongoDB says nothing more',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  obstacle: needsProxies,
  async run({ lab, pause, minutes, note, expect }) {
    const { kafka, mongodb } = lab.proxies ?? {};
    const nRestarts = lab.services.allRestarts().length;
    await kafka?.blackhole();
    await pause(KAFKA_SILENT_MS * minutes, KAFKA_SILENT_MS * minutes);
    if (kafka !== undefined) await reconnect(kafka);
    const arrived = await lab.untilArrived(lab.load.insert(3));
    await mongodb?.blackhole();
    await pause(MONGODB_SILENT_MS * minutes, MONGODB_SILENT_MS * minutes);
    if (mongodb !== undefined) await reconnect(mongodb);
    note(`Kafka ${(KAFKA_SILENT_MS * minutes) / 1_000} s, going again ${arrived.toFixed(0)} s later`);
    note(`MongoDB ${(MONGODB_SILENT_MS * minutes) / 1_000} s`);
    const restarts = lab.services.allRestarts().slice(nRestarts);
    expect(restarts.length === 0, `restarted because of the network: ${restarts.join(', ')}`);
  },
};

const BAD_NETWORK_MS = 40_000;
/** A breaker that opens more often than this a minute flaps. */
const MAX_OPENINGS_PER_MINUTE = 1;

/** How often breakers have opened, by service. */
const openings = ({ services }: FaultLab): number[] =>
  serviceNames.map((name) => services.output(name).split(/"state":"open"/).length - 1);

export const degradeNetwork: FaultRow = {
  id: 'F20',
  title: 'latency 500 +- 300 ms and 5 % of the connections reset, Kafka and MongoDB',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  obstacle: needsProxies,
  async run({ lab, pause, minutes, note, expect }) {
    const proxies = Object.values(lab.proxies ?? {}) as TcpProxy[];
    const nRestarts = lab.services.allRestarts().length;
    const before = openings(lab);
    try {
      for (const proxy of proxies) {
        await proxy.slow({ latencyMs: 500, jitterMs: 300 });
        await proxy.resetPeer({ share: 0.05, afterMs: 3_000 });
      }
      await pause(BAD_NETWORK_MS * minutes, BAD_NETWORK_MS * minutes);
      const slow = await lab.untilArrived(lab.load.insert(3));
      note(`${(BAD_NETWORK_MS * minutes) / 1_000} s; a conversation took ${slow.toFixed(0)} s meanwhile`);
    } finally {
      for (const proxy of proxies) await proxy.heal();
    }
    const most = Math.max(...openings(lab).map((n, i) => n - (before[i] ?? 0)));
    const allowed = Math.ceil((MAX_OPENINGS_PER_MINUTE * BAD_NETWORK_MS * minutes) / 60_000);
    expect(most <= allowed, `a breaker opened ${most} times`);
    const restarts = lab.services.allRestarts().slice(nRestarts);
    expect(restarts.length === 0, `restarted because of the network: ${restarts.join(', ')}`);
  },
};
