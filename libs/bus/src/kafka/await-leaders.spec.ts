import { describe, expect, it } from '@jest/globals';
import type { Admin } from 'kafkajs';
import { awaitLeaders, retryWhileUnled } from './await-leaders.ts';

const refusal = (type: string): Error => Object.assign(new Error(type), { type });
const ledBy = (...leaders: number[]) => ({
  topics: [{ name: 't', partitions: leaders.map((leader, partitionId) => ({ partitionId, leader })) }],
});

function adminThatAnswers(answers: unknown[]) {
  const given = [...answers];
  const admin = {
    fetchTopicMetadata: () => {
      const answer = given.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  } as unknown as Admin;
  return { admin, left: given };
}

describe('a topic that was just created', () => {
  it('is waited for while the broker that is asked has not heard of it, and while it has no leader', async () => {
    const answers = [
      refusal('UNKNOWN_TOPIC_OR_PARTITION'),
      refusal('LEADER_NOT_AVAILABLE'),
      ledBy(1, -1),
      ledBy(1, 0),
    ];
    const { admin, left } = adminThatAnswers(answers);
    await awaitLeaders(admin, ['t']);
    expect(left).toEqual([]);
  });

  it('is asked about again while its leader moves', async () => {
    const answers = [refusal('NOT_LEADER_FOR_PARTITION'), 7];
    const ask = (): Promise<unknown> => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    expect(await retryWhileUnled(ask)).toBe(7);
  });

  it('is not waited for when the broker refuses', async () => {
    const { admin } = adminThatAnswers([refusal('TOPIC_AUTHORIZATION_FAILED'), ledBy(1)]);
    await expect(awaitLeaders(admin, ['t'])).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
  });
});
