import { eventually } from '../../../libs/testing/src/eventually.ts';
import { changePassword } from '../../../tools/servers/kafka.ts';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import { KAFKA_USER } from '../lab/lab-servers.ts';

const WITHIN_SECONDS = 60;

/** Status of a request with this API key; 0 without an answer. */
async function ask({ services }: FaultLab, key: string): Promise<number> {
  const url = `${services.url('gateway')}/api/v1/conversations?limit=1`;
  const response = await fetch(url, { headers: { 'x-api-key': key } }).catch(() => null);
  await response?.arrayBuffer();
  return response?.status ?? 0;
}

/** Seconds until the new key opens the API and the old one does not. */
async function untilKeyCounts(lab: FaultLab, before: string, after: string): Promise<number> {
  const startedAt = performance.now();
  const counts = async (): Promise<void> => {
    const [old, fresh] = [await ask(lab, before), await ask(lab, after)];
    if (old !== 401 || fresh !== 200) throw new Error(`old key ${old}, new key ${fresh}`);
  };
  await eventually(counts, { timeoutMs: 120_000, intervalMs: 250 });
  return (performance.now() - startedAt) / 1_000;
}

export const rotateSecrets: FaultRow = {
  id: 'F28',
  title: 'new password of Kafka, token of NocoDB and API key, while all runs',
  isStarred: false,
  limits: { recoverySeconds: WITHIN_SECONDS },
  async run({ lab, random, pause, note, expect }) {
    const { secrets, source, servers, proxies } = lab;
    const mark = Math.floor(random() * 1e9);
    source.stub.rotateToken(`token-${mark}`);
    secrets.replace('NOCODB_TOKEN', `token-${mark}`);
    await pause(500, 3_000);
    const key = secrets.read('GATEWAY_API_KEY');
    secrets.replace('GATEWAY_API_KEY', `api-key-of-row-${mark}`);
    const seconds = await untilKeyCounts(lab, key, `api-key-of-row-${mark}`);
    expect(seconds <= WITHIN_SECONDS, `the new API key counted after ${seconds.toFixed(0)} s`);
    note(`API key after ${seconds.toFixed(0)} s`);
    if (proxies === null) return note("Kafka's password left alone: that takes toxiproxy");
    await changePassword(servers.kafka, KAFKA_USER, `password-${mark}`);
    secrets.replace('KAFKA_SASL_PASSWORD', `password-${mark}`);
    // Connections that are open would live on with the old one.
    await proxies.kafka.cut();
    await proxies.kafka.heal();
    // From here on recovery is measured: until the new password is in use everywhere.
  },
};
