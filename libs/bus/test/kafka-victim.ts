/** A consumer process to be killed: arguments are the brokers and the topic prefix; prints the keys it has processed. */
import { topics } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { createKafkaBus, ok } from '../src/index.ts';

const [, , brokers = '', topicPrefix = ''] = process.argv;
const telemetry = createTelemetry({ service: 'victim', logLevel: 'silent' });
const bus = createKafkaBus({
  brokers: brokers.split(','),
  clientId: 'victim',
  topicPrefix,
  telemetry,
  service: 'victim',
  sessionTimeoutMs: 10_000,
});
await bus.subscribe({
  group: 'a',
  topics: [topics.feedbackGiven],
  maxBatchSize: 20,
  handler: async ({ events }) => {
    await new Promise((resolve) => setTimeout(resolve, 40));
    process.stdout.write(events.map(({ key }) => `${key}\n`).join(''));
    return events.map(() => ok(undefined));
  },
});
