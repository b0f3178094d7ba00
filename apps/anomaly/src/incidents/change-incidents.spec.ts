import { describe, expect, it } from '@jest/globals';
import type { IncidentDocument } from '@convoscope/store';
import { changesOf } from './change-incidents.ts';
import type { IncidentContent } from './to-incident.ts';

const found = (overrides: Partial<IncidentContent> = {}): IncidentContent => ({
  ...{ incidentId: 'volume/all/2026-01-05T13', severity: 'warning', revision: 'r-1', detector: 'd' },
  ...{ startedAt: '2026-01-05T13:00:00.000Z', endedAt: '2026-01-05T15:00:00.000Z', isOver: false },
  ...{ metric: 'volume', slice: { dimension: 'all', label: '' }, observed: 20, expected: 3, score: 0.7 },
  ...{
    title: 'Many',
    story: 'Many. None stands out.',
    causes: [],
    nConversations: 20,
    exampleConversationIds: [],
  },
  findings: [
    {
      ...{ metric: 'volume', slice: { dimension: 'all', label: '' }, observed: 20, expected: 3 },
      ...{ startedAt: '2026-01-05T13:00:00.000Z', endedAt: '2026-01-05T15:00:00.000Z' },
    },
  ],
  ...overrides,
});

const stored = (content: IncidentContent): IncidentDocument => ({
  ...{ ...content, change: 'begun', pass: 4, tenant: 't', isWithdrawn: false, isPublished: true },
  detectedAt: new Date(0),
});

const changes = (now: IncidentContent[], before: IncidentContent[]): unknown[] =>
  changesOf(now, before.map(stored)).map(({ incidentId, change, pass }) => [incidentId, change, pass]);

describe('what happened to an incident', () => {
  const { incidentId } = found();

  it('is nothing where it stands as it was', () => expect(changes([found()], [found()])).toEqual([]));

  it('is that it has begun, and is withdrawn when it is found no more', () => {
    expect(changes([found()], [])).toEqual([[incidentId, 'begun', 0]]);
    expect(changes([], [found()])).toEqual([[incidentId, 'withdrawn', 5]]);
  });

  it('is that it has grown, under the name that it began with, where a longer one has a series in common', () => {
    const longer = found({
      incidentId: 'volume/all/2026-01-05T12',
      startedAt: '2026-01-05T12:00:00.000Z',
      revision: 'r-2',
    });
    expect(changes([longer], [found()])).toEqual([[incidentId, 'grown', 5]]);
  });

  it('is that it is over, or explained otherwise', () => {
    expect(changes([found({ isOver: true, revision: 'r-2' })], [found()])).toEqual([[incidentId, 'over', 5]]);
    expect(changes([found({ revision: 'r-2' })], [found()])).toEqual([[incidentId, 'explained', 5]]);
  });

  it('is another incident where nothing is in common', () => {
    const other = found({ incidentId: 'latency/all/2026-01-05T14', revision: 'r-2', findings: [] });
    expect(changes([other], [found()])).toEqual([
      ['latency/all/2026-01-05T14', 'begun', 0],
      [incidentId, 'withdrawn', 5],
    ]);
  });
});
