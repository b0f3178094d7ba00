import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@convoscope/testing';
import { at, aFact, FIRST_DAY, ordinaryFacts } from '../../test/facts.ts';
import { ALL, type ConversationFact, type Slice } from './conversation-fact.ts';
import { sumUp, toHour, toHourlySums } from './count-hours.ts';
import { judgeWindow } from './judge-window.ts';
import { metrics, type MetricName } from './metrics.ts';
import { pastOf, type Candidate } from './scan-windows.ts';
import { HOUR_MS, toTimelines } from './timeline.ts';
import { toIncident, type IncidentContent } from './to-incident.ts';

const N_DAYS = 30;
const DAY = 25;
const many = (n: number, overrides: Partial<ConversationFact>): ConversationFact[] =>
  Array.from({ length: n }, (_, i) =>
    aFact({ conversationId: `x-${i}`, userId: `x-${i}`, startedAt: at(DAY, 9 + (9 * i) / n), ...overrides }),
  );

/** What is told of one series in some hours of the 26th day. */
function tell(
  facts: readonly ConversationFact[],
  [name, slice]: [MetricName, Slice],
  hours: [number, number] = [0, 24],
  later?: [number, number],
): IncidentContent {
  const byHour = Map.groupBy(facts, ({ startedAt }) => toHour(startedAt));
  const cells = [...byHour].flatMap(([hour, some]) => toHourlySums({ hour, slices: sumUp(some) }));
  const timelines = toTimelines(cells, at(0, 0).slice(0, 10), at(N_DAYS - 1, 0).slice(0, 10));
  const toCandidate = (metric: MetricName, of: Slice, [from, to]: [number, number]): Candidate => {
    const window = { from: DAY * 24 + from, to: DAY * 24 + to };
    const found = metrics.find((one) => one.name === metric && one.watches(of));
    const timeline = [timelines.all, ...timelines.slices].find(
      (one) => one.slice.dimension === of.dimension && one.slice.label === of.label,
    );
    const past = pastOf(window, timelines, 0);
    const evidence = found && timeline && past && judgeWindow(found, timeline, timelines, past);
    if (!evidence) throw new Error(`nothing to judge of ${metric}`);
    return { ...evidence, metric: found, slice: of, window, surprise: 9, sureFrom: 5 };
  };
  const windows = [
    toCandidate(name, slice, hours),
    toCandidate('volume', ALL, hours),
    ...(later ? [toCandidate('refusal-rate', ALL, later)] : []),
  ] as const;
  const context = { timelines, facts, firstDataHour: 0, horizon: N_DAYS * 24 };
  expect(FIRST_DAY / HOUR_MS).toBe(timelines.firstHour);
  return toIncident({ windows }, context);
}

const onTheDay = ({ startedAt }: ConversationFact): boolean => startedAt.startsWith(at(DAY, 0).slice(0, 10));

describe('the story of an incident', () => {
  const ordinary = ordinaryFacts(N_DAYS, 60, 11);
  const gifts: Slice = { dimension: 'topic', label: 'gift_cards' };

  it('says of a slice what it did and what all others did, and looks for causes in other dimensions', () => {
    const few = many(8, { topic: 'gift_cards' }).map((fact, i) => ({ ...fact, startedAt: at(10 + i, 12) }));
    const rise = many(40, { topic: 'gift_cards', model: 'm-1' });
    const { title, story, causes } = tell([...ordinary, ...few, ...rise], ['share', gifts]);
    expect(title).toBe('Far more conversations about gift cards');
    expect(story).toMatch(
      /There were 40 about gift cards, where about 0\.\d are usual, and \d+ about other topics, where about \d+ are; all of the rise comes from conversations with model m-1/,
    );
    expect(story).not.toMatch(/gift_cards|single topic/);
    expect(causes.map(({ dimension }) => dimension)).not.toContain('topic');
  });

  it('says that nothing stands out only of dimensions that have a choice, and among which conversations', () => {
    const slow = ordinary.map((fact) =>
      onTheDay(fact) && fact.model === 'm-2' ? { ...fact, latencySeconds: 60 } : fact,
    );
    const { title, story } = tell(slow, ['latency', { dimension: 'model', label: 'm-2' }]);
    expect(title).toBe('Answers were slow with model m-2');
    expect(story).toMatch(
      /With other models answers took [34].* s, where [34].* s is usual; no single topic, language or person stands out among those with model m-2\.$/,
    );
  });

  it('says a larger part, and not more conversations, where it is the others that are missing', () => {
    const fewer = ordinary.filter((fact, i) => !onTheDay(fact) || fact.topic === 't-1' || i % 8 === 0);
    const { title, story } = tell(fewer, ['share', { dimension: 'topic', label: 't-1' }]);
    expect(title).toBe('A far larger part of the conversations about t 1');
    expect(story).toMatch(
      /There were \d+ about t 1, where about 1\d are usual, and \d+ about other topics, where about 4\d are/,
    );
  });

  it('does not blame what is always worse', () => {
    const random = seededRandom(13);
    const facts = ordinary.map((fact) => ({
      ...fact,
      hasError: random() < (fact.model === 'm-1' ? 0.3 : 0.01) || (onTheDay(fact) && random() < 0.5),
    }));
    const { causes, story } = tell(facts, ['error-rate', ALL]);
    expect(causes.filter(({ dimension }) => dimension === 'model')).toEqual([]);
    expect(story).toContain('of the conversations had a failing answer, where');
  });

  it('has shares that are at most all of it, and says nothing of other hours as if it were of these', () => {
    const burst = many(30, { isRefused: true, userId: 'anna@example.com' }).map((fact, i) => ({
      ...fact,
      startedAt: at(DAY, 2 + i / 30),
    }));
    const { causes, story } = tell([...ordinary, ...burst], ['volume', ALL], [2, 3], [2, 14]);
    const byDimension = Map.groupBy(causes, ({ dimension }) => dimension);
    for (const ofOne of byDimension.values())
      expect(ofOne.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1.0001);
    expect(story).toMatch(/All of the rise comes from conversations of one person/);
    expect(story).not.toMatch(/anna|refused/);
  });
});
