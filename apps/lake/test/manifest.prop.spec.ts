import { describe, expect, it } from '@jest/globals';
import { aConversation } from '@convoscope/testing';
import fc from 'fast-check';
import {
  emptyManifest,
  planAppend,
  withAppended,
  type LakeFile,
  type Manifest,
} from '../src/manifest/manifest.ts';
import { ingested } from './lake-fixture.ts';

const log = ingested(Array.from({ length: 40 }, (_, i) => aConversation({ conversationId: `c${i}` })));

/** What happens to the writers of one partition: each sees a part of the log, works on the manifest as it last saw it, and may die between put and manifest. */
const step = fc.record({
  writer: fc.integer({ min: 0, max: 2 }),
  action: fc.constantFrom('write', 'look', 'die'),
  start: fc.integer({ min: 0, max: 39 }),
  length: fc.integer({ min: 1, max: 15 }),
});

describe('the manifest of a partition', () => {
  it('names every event once and in order, whatever writers race, repeat and die', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let stored: Manifest = emptyManifest('d', 't', 0);
        let version = 0;
        const written: string[] = [];
        const seen = [0, 1, 2].map(() => ({ manifest: stored, version }));
        const commit = (writer: number, start: number, length: number): void => {
          const view = seen[writer] ?? { manifest: stored, version };
          // A group's position never lies beyond what is written: the bus commits after the manifest.
          const from = Math.min(start, Number(stored.nextOffset));
          const plan = planAppend(view.manifest, log.slice(from, from + length));
          if (plan === null || view.version !== version)
            return void (seen[writer] = { manifest: stored, version });
          stored = withAppended(view.manifest, plan, [{ rows: plan.events.length } as LakeFile]);
          version += 1;
          written.push(...plan.events.map(({ key }) => key));
          seen[writer] = { manifest: stored, version };
        };
        for (const { writer, action, start, length } of steps) {
          if (action === 'write') commit(writer, start, length);
          else seen[writer] = { manifest: stored, version };
        }
        expect(written).toEqual(log.slice(0, written.length).map(({ key }) => key));
        expect(stored.nextOffset).toBe(String(written.length));
        expect(stored.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(written.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
