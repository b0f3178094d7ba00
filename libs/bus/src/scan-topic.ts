import type { Topic } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { ReceivedEvent, ScanOptions, ScanResult } from './bus.ts';
import type { BusDriver } from './driver/bus-driver.ts';
import { createRecordDecoder } from './envelope/decode-record.ts';

/** Reads a topic from its first record to the end it had at the start. Tombstones count as undecodable: they carry no event. */
export async function scanTopic(
  driver: BusDriver,
  physicalName: string,
  topic: Topic,
  objects: ObjectStore | undefined,
  { onEvents, signal }: ScanOptions,
): Promise<ScanResult> {
  const decode = createRecordDecoder(topic, objects);
  const result: ScanResult = { nEvents: 0, nUndecodable: 0 };
  await driver.read(
    physicalName,
    async (batch) => {
      const events: ReceivedEvent[] = [];
      for (const record of batch.records) {
        const decoded = await decode(batch.partition, record);
        if (decoded.kind === 'event') events.push(decoded.event);
        else result.nUndecodable += 1;
      }
      result.nEvents += events.length;
      if (events.length > 0) await onEvents(events);
    },
    { signal },
  );
  return result;
}
