import { describe, expect, it } from '@jest/globals';
import {
  compareModels,
  criticalZ,
  meanEstimate,
  shareEstimate,
  type ModelFigures,
} from './compare-models.ts';

const model = (label: string, change: Partial<ModelFigures> = {}): ModelFigures => ({
  ...{ label, conversations: 200, answers: 400, errors: 8 },
  ...{ meanSentiment: 0.1, sentimentError: 0.03, meanQuality: 0.9, qualityError: 0.01 },
  ...change,
});

describe('models compared', () => {
  it('differ in what is more than chance, said the way round that people mean', () => {
    const { differences, alike } = compareModels([
      model('good'),
      model('bad', { meanSentiment: -0.3, errors: 120 }),
    ]);
    expect(differences).toEqual([
      { what: 'errorRate', better: 'good', worse: 'bad' },
      { what: 'sentiment', better: 'good', worse: 'bad' },
    ]);
    expect(alike).toEqual(['quality']);
  });

  it('do not differ where what there is can be chance', () =>
    expect(compareModels([model('a'), model('b', { meanSentiment: 0.16 })]).differences).toEqual([]));

  it('need more of a difference the more of them there are', () => {
    const pair = [model('a'), model('b', { meanSentiment: 0.2 + 0.01 })];
    expect(compareModels(pair).differences).toHaveLength(1);
    const crowd = Array.from({ length: 8 }, (_, i) => model(`c${i}`, { meanSentiment: 0.15 }));
    expect(compareModels([...pair, ...crowd]).differences).toEqual([]);
  });

  it('are not compared with too few conversations or unknown figures', () => {
    const few = model('few', { conversations: 5, answers: 10, errors: 10, meanSentiment: -1 });
    expect(compareModels([model('a'), few])).toEqual({
      differences: [],
      alike: [],
      nTests: 0,
      tooFew: ['few'],
    });
    const unknown = model('unknown', { meanSentiment: null, sentimentError: null });
    expect(compareModels([model('a'), unknown]).differences).toEqual([]);
    expect(compareModels([])).toMatchObject({ nTests: 0 });
  });
});

it('has the known critical values', () => {
  expect(criticalZ(1)).toBeCloseTo(1.96, 2);
  expect(criticalZ(10)).toBeCloseTo(2.807, 2);
});

it('keeps intervals inside of what there can be', () => {
  expect(meanEstimate(0.99, 0.1, [0, 1])).toEqual({ value: 0.99, low: expect.closeTo(0.794, 4), high: 1 });
  expect(meanEstimate(0.5, null, [0, 1])).toBeNull();
  expect(shareEstimate(0, 20)?.low).toBe(0);
  expect(shareEstimate(0, 20)?.high).toBeCloseTo(0.161, 3);
  expect(shareEstimate(0, 0)).toBeNull();
});
