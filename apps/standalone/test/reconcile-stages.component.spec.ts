import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { conversationDate, type Conversation } from '@convoscope/contracts';
import { reconcile, type LedgerMismatch, type Reconciliation, type StageCounter } from '@convoscope/ledger';
import { connectStore, LEDGER_STAGES, type LedgerStage, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, describeWithServer, someConversations } from '@convoscope/testing';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillStages, type Holdings } from './filled-stages.ts';

const conversations = someConversations(12);
const victim = conversations[4] as Conversation;
const ghost = aConversation({
  conversationId: 'ghost',
  startedAt: victim.startedAt,
  endedAt: victim.endedAt,
});

const MUTATIONS = {
  drop: (held) => held.filter(({ conversationId }) => conversationId !== victim.conversationId),
  double: (held) => [...held, victim],
  alter: (held) =>
    held.map((one) =>
      one.conversationId === victim.conversationId
        ? aConversation({ ...one, revision: 'f'.repeat(32), title: 'tampered' })
        : one,
    ),
  phantom: (held) => [...held, ghost],
} as const satisfies Record<string, (held: readonly Conversation[]) => readonly Conversation[]>;

const CAUGHT_AS = { drop: 'missing', double: 'doubled', alter: 'altered', phantom: 'phantom' } as const;
type Kind = keyof typeof MUTATIONS;

const source: StageCounter = {
  stage: 'source',
  async *members() {
    for (const conversation of await Promise.resolve(conversations))
      yield { ...conversation, date: conversationDate(conversation) };
  },
};

const evenHoldings: Holdings = {
  ...{ source: conversations, topic: conversations, mongodb: conversations, translated: conversations },
  ...{ categorised: conversations, scored: conversations, lake: conversations },
  ...{ report: conversations, totals: conversations },
};

/** Both are read from the same rows: what is doubled or phantom in one is so in the other. */
const holdingsWith = (stage: LedgerStage, kind: Kind): Holdings => {
  const mutated = { ...evenHoldings, [stage]: MUTATIONS[kind](conversations) };
  const isShared = kind === 'double' || kind === 'phantom';
  return stage === 'totals' && isShared ? { ...mutated, report: mutated.totals } : mutated;
};

const isCaughtIn = ({ mismatches }: Reconciliation, stage: LedgerStage, kind: Kind): boolean =>
  mismatches.some((mismatch: LedgerMismatch) => {
    const expected = kind === 'phantom' ? ghost.conversationId : victim.conversationId;
    return mismatch.stage === stage && mismatch[CAUGHT_AS[kind]].includes(expected);
  });

describeWithServer('mongod', 'reconciling real stages', ({ uri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-reconcile-'));
  const telemetry = createTelemetry({ service: 'reconcile-test', logLevel: 'silent' });
  let store: Store;
  let nTenants = 0;

  beforeAll(async () => {
    store = await connectStore({ uri, database, telemetry });
    await store.migrate();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await telemetry.close();
    await rm(dir, { recursive: true, force: true });
  });

  const reconcileOf = async (holdings: Holdings): Promise<Reconciliation> => {
    const tenant = `tenant-${(nTenants += 1)}`;
    const { counters, close } = await fillStages({ store, telemetry, dir, tenant }, holdings);
    return reconcile([source, ...counters]).finally(close);
  };

  it('finds them balanced when each holds what the source has', async () => {
    const result = await reconcileOf(evenHoldings);
    expect(result.mismatches).toEqual([]);
    expect(result.isBalanced).toBe(true);
    expect([...new Set(result.entries.map(({ stage }) => stage))].sort()).toEqual([...LEDGER_STAGES].sort());
  }, 60_000);

  describe.each(LEDGER_STAGES.slice(1))('%s', (stage) => {
    it.each(Object.keys(MUTATIONS) as Kind[])(
      'catches: %s',
      async (kind) => {
        const result = await reconcileOf(holdingsWith(stage, kind));
        expect(result.isBalanced).toBe(false);
        expect(isCaughtIn(result, stage, kind)).toBe(true);
        const others = result.mismatches.filter((one) => one.stage !== stage);
        if (stage !== 'totals' && stage !== 'report') expect(others).toEqual([]);
      },
      60_000,
    );
  });
});
