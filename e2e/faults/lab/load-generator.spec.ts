import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@convoscope/testing';
import { StubTable } from '../../../apps/ingestion/test/nocodb-stub/stub-table.ts';
import { createLoadGenerator, LOAD_COLUMNS } from './load-generator.ts';
import { hashContent, type LedgerContent } from './load-ledger.ts';

function createLoad(seed: number) {
  const options = { id: 't', title: 'T', columns: LOAD_COLUMNS, hasTimes: true, now: () => 0 };
  const table = new StubTable(options);
  return { table, load: createLoadGenerator(table, seededRandom(seed), 'c') };
}

function change(seed: number) {
  const made = createLoad(seed);
  const { load } = made;
  load.insert(20);
  load.update(8);
  load.remove(5);
  load.restore(2);
  return made;
}

describe('the load and its ledger', () => {
  it('agree on what the source says', () => {
    const { table, load } = change(1);
    const inSource = table.rows().map((row) => {
      const messages = JSON.parse(row['messages'] as string) as Record<string, string>[];
      const content = {
        conversationId: row['conversation_id'],
        userId: row['user_id'],
        model: row['model'],
        messages: messages.map(({ role, content, timestamp }) => ({ role, content, sentAt: timestamp })),
      };
      return [content.conversationId, hashContent(content as LedgerContent)];
    });
    const inLedger = load.ledger.live().map(({ conversationId, hash }) => [conversationId, hash]);
    expect(inSource.sort()).toEqual(inLedger.sort());
    expect(inLedger).toHaveLength(17);
    expect(load.ledger.deleted()).toHaveLength(3);
  });

  it('are the same for the same seed', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => JSON.stringify(change(seed).load.ledger.entries()));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('tell versions of a conversation apart, and times that only look different alike', () => {
    const content = { conversationId: 'c', userId: null, model: null };
    const said = (sentAt: string, text = 'x') => ({
      ...content,
      messages: [{ role: 'user', content: text, sentAt }],
    });
    expect(hashContent(said('2026-01-01T00:00:00Z'))).toBe(hashContent(said('2026-01-01T00:00:00.000Z')));
    expect(hashContent(said('2026-01-01T00:00:00Z', 'y'))).not.toBe(
      hashContent(said('2026-01-01T00:00:00Z')),
    );
  });

  it('leave out what a failed row has spoilt', () => {
    const { load } = change(1);
    const [first] = load.ledger.live();
    load.ledger.forget([first?.conversationId ?? '']);
    expect(load.ledger.get(first?.conversationId ?? '')).toBeUndefined();
    expect(load.ledger.isForgotten(first?.conversationId ?? '')).toBe(true);
    expect(load.ledger.changed()).not.toContain(first?.conversationId);
  });
});
