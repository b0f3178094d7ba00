import { describe, expect, it } from '@jest/globals';
import { createPublishedMemory } from './published-memory.ts';

const version = (conversationId: string, sequence = 1, revision = 'r') => ({
  conversationId,
  sequence,
  revision,
});

describe('what was published lately', () => {
  it('is known by conversation, sequence and revision', () => {
    const memory = createPublishedMemory();
    memory.add(version('a'));
    expect(memory.has(version('a'))).toBe(true);
    expect([memory.has(version('b')), memory.has(version('a', 2)), memory.has(version('a', 1, 's'))]).toEqual(
      [false, false, false],
    );
    memory.add(version('a', 2));
    expect([memory.has(version('a', 1)), memory.has(version('a', 2))]).toEqual([false, true]);
  });

  it('is forgotten oldest first', () => {
    const memory = createPublishedMemory(2);
    for (const id of ['a', 'b', 'a', 'c']) memory.add(version(id));
    expect(['a', 'b', 'c'].map((id) => memory.has(version(id)))).toEqual([true, false, true]);
  });
});
