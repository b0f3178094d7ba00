/** A process to be killed: publishes without end on a journal (argument 1), consumes it too, and prints what was acknowledged. */
import { topics } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { createMemoryBus, ok } from '../src/index.ts';
import { feedback } from './sample-events.ts';

const [, , journalDir = '', firstKey = '0'] = process.argv;
const telemetry = createTelemetry({ service: 'victim', logLevel: 'silent' });
const bus = createMemoryBus({ telemetry, service: 'victim', journalDir, partitions: 2 });
await bus.subscribe({
  group: 'a',
  topics: [topics.feedbackGiven],
  maxBatchSize: 7,
  handler: async ({ events }) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.stdout.write(events.map(({ key }) => `processed ${key}\n`).join(''));
    return events.map(() => ok(undefined));
  },
});
for (let n = Number(firstKey); ; n += 10) {
  const events = Array.from({ length: 10 }, (_, index) => feedback(`k${n + index}`, 'v'.repeat(200)));
  await bus.publish(topics.feedbackGiven, events);
  process.stdout.write(events.map(({ key }) => `acknowledged ${key}\n`).join(''));
}
