import { describeWithServer } from '@convoscope/testing';
import { randomBytes } from 'node:crypto';
import { createBus } from '../src/create-bus.ts';
import { createKafkaClient } from '../src/kafka/kafka-client.ts';
import { createKafkaDriver } from '../src/kafka/kafka-driver.ts';
import { describeBus } from './describe-bus.ts';

describeWithServer('kafka', 'with a real broker', ({ brokers, topicPrefix }) => {
  describeBus('kafka', () => {
    const ownPrefix = `${topicPrefix}${randomBytes(4).toString('hex')}.`;
    return Promise.resolve({
      topicPrefix: ownPrefix,
      connect(options) {
        const client = createKafkaClient({ brokers, clientId: 'bus-test' }, options.telemetry.logger);
        const driver = createKafkaDriver(client, { maxWaitTimeInMs: 100 }, options.telemetry.logger);
        return { bus: createBus(driver, { ...options, topicPrefix: ownPrefix }, 4), driver };
      },
      close: () => Promise.resolve(),
    });
  });
});
