import { expect, it } from '@jest/globals';
import { moodOfUser, sentimentByDay } from './mood-of-user.ts';

const talk = (day: number, sentiment: 'negative' | 'neutral' | null, sentimentScore = 0) => ({
  ...{ conversationId: `c-${day}`, date: `2025-03-0${day}`, startedAt: `2025-03-0${day}T10:00:00.000Z` },
  category: sentiment === null ? null : ({ sentiment, sentimentScore } as never),
});

it('says since when somebody is unhappy: the newest in a row that were negative', () => {
  const mood = moodOfUser([
    talk(4, 'negative'),
    talk(1, 'negative'),
    talk(2, 'neutral'),
    talk(3, 'negative'),
  ]);
  expect(mood).toEqual({
    run: { n: 2, since: '2025-03-03' },
    ...{ nNegative: 3, nJudged: 4, firstNegative: '2025-03-01' },
  });
});

it('calls one negative conversation no mood, and leaves out what is not categorised', () => {
  expect(moodOfUser([talk(2, 'negative'), talk(1, 'neutral'), talk(3, null)])).toMatchObject({
    run: null,
    nJudged: 2,
  });
  expect(moodOfUser([])).toEqual({ run: null, nNegative: 0, nJudged: 0, firstNegative: null });
});

it('gives the mean of each day, oldest first', () =>
  expect(sentimentByDay([talk(2, 'neutral', 0.2), talk(1, 'negative', -1), talk(2, 'neutral', 0.4)])).toEqual(
    [
      { date: '2025-03-01', mean: -1 },
      { date: '2025-03-02', mean: expect.closeTo(0.3, 9) },
    ],
  ));
