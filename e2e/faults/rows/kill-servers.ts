import type { FaultRow } from '../fault-row.ts';

const KAFKA_DOWN_MS = 15_000;

export const killKafka: FaultRow = {
  id: 'F2',
  title: 'kill -9 Kafka, back after 15 s',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, pause, note, expect }) {
    await pause(500, 3_000);
    const nRestarts = lab.services.allRestarts().length;
    await lab.servers.kafka.kill('SIGKILL');
    await pause(KAFKA_DOWN_MS, KAFKA_DOWN_MS);
    await lab.servers.kafka.restart();
    note(`down ${KAFKA_DOWN_MS / 1_000} s`);
    expect(lab.services.allRestarts().length === nRestarts, 'a service was restarted because Kafka was away');
  },
};

export const killMongod: FaultRow = {
  id: 'F4',
  title: 'kill -9 mongod in the middle of writes, back after 3-8 s',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run({ lab, pause, expect }) {
    await pause(500, 3_000);
    const nRestarts = lab.services.allRestarts().length;
    await lab.servers.mongod.kill('SIGKILL');
    await pause(3_000, 8_000);
    await lab.servers.mongod.restart();
    expect(
      lab.services.allRestarts().length === nRestarts,
      'a service was restarted because MongoDB was away',
    );
  },
};
