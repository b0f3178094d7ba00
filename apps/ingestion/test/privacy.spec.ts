import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '@convoscope/contracts';
import { personHashOf } from '@convoscope/privacy';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { countAtSource } from '../src/count-at-source.ts';
import { createFindLeftOut } from '../src/find-left-out.ts';
import { createSource } from '../src/create-source.ts';
import { createHarness, type Harness } from './ingestion-harness.ts';

const CANARIES = [
  'canary.one@example.com',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  '+49 30 901820',
];
const RULES = `
rules:
  - actions: { email: mask, card: mask, iban: drop, phone: pseudonymise }
  - { field: userId, whole: pseudonymise }
  - { field: metadata.customer, whole: drop }
`;

const row = (id: string, more: object = {}): object => ({
  conversation_id: id,
  user_id: CANARIES[0],
  title: `about ${CANARIES[0]}`,
  customer: 'Somebody',
  contact: CANARIES[3],
  started_at: '2026-01-05T10:00:00Z',
  messages: [{ role: 'user', content: `I am ${CANARIES.join(' and ')}`, timestamp: '2026-01-05T10:00:00Z' }],
  ...more,
});

describe('personal data in ingestion', () => {
  let dir: string;
  let harness: Harness;
  const rows = [
    row('c-1'),
    row('c-2'),
    // Refused: what is written down of it must not tell either.
    row('c-3', { messages: `no messages but ${CANARIES[0]}`, started_at: `not a time ${CANARIES[0]}` }),
    row('c-4', { messages: [] }),
  ];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'privacy-'));
    await writeFile(join(dir, 'rules.yaml'), RULES);
    await writeFile(join(dir, 'rows.jsonl'), rows.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const env = {
      SOURCE_KIND: 'file',
      SOURCE_NAME: 'files',
      SOURCE_PATH: join(dir, 'rows.jsonl'),
      INGESTION_STATE: 'object',
    };
    harness = await createHarness({
      env: {
        ...env,
        SOURCE_MAPPING: '{"title":"title"}',
        PRIVACY_RULES_FILE: join(dir, 'rules.yaml'),
        PRIVACY_KEY: 'k'.repeat(32),
      },
    });
  });

  afterEach(async () => {
    await harness.close();
    await rm(dir, { recursive: true });
  });

  it('is treated before anything is stored, published or written down of refused rows', async () => {
    await harness.poll();
    const published = await harness.ingested();
    expect(published.map(({ conversationId }) => conversationId).sort()).toEqual(
      ['c-1', 'c-2', 'c-3'].slice(0, published.length),
    );
    const kept = JSON.stringify([
      published,
      [...harness.store.documents.values()],
      [...harness.store.errors.values()],
      harness.store.states,
    ]);
    for (const canary of [...CANARIES, 'Somebody']) expect(kept).not.toContain(canary);
    expect(harness.store.errors.size).toBeGreaterThan(0);
    const [first, second] = published;
    expect(first?.userId).toMatch(/^\[userId:[0-9a-f]{12}\]$/);
    expect(first?.userId).toBe(second?.userId);
    expect(first?.title).toBe('about [email]');
    expect(first?.metadata['contact']).toMatch(/^\[phone:/);
    expect(first?.messages[0]?.content).toMatch(/^I am \[email\] and \[card\] and {2}and \[phone:/);
  });

  it('is treated in the same way where the source is counted: in is out', async () => {
    await harness.poll();
    const published = new Map(
      (await harness.ingested()).map(({ conversationId, revision }) => [conversationId, revision]),
    );
    const opened = await createSource(harness.runtime.settings, harness.runtime);
    await opened.source.open();
    const counted = new Map<string, string>();
    for await (const { conversationId, revision } of countAtSource(opened))
      counted.set(conversationId, revision);
    expect(counted).toEqual(published);
  });

  it('is treated anew at once when the rules change, and only then', async () => {
    await harness.poll();
    const before = (await harness.ingested()).length;
    await harness.poll();
    expect(await harness.ingested()).toHaveLength(before);
    await writeFile(join(dir, 'rules.yaml'), RULES.replace('email: mask', 'email: drop'));
    const { poller } = await harness.ingestion();
    await poller.poll('incremental', new AbortController().signal);
    const after = await harness.ingested();
    expect(after).toHaveLength(before * 2);
    expect(after.at(-1)?.title).toBe('about ');
    await poller.poll('incremental', new AbortController().signal);
    expect(await harness.ingested()).toHaveLength(before * 2);
  });

  it('of an erased person is left out, here and where the source is counted; what they say later is taken in', async () => {
    const { poller } = await harness.ingestion({ PRIVACY_RULES_FILE: '' });
    const hash = personHashOf('default', CANARIES[0] ?? '');
    harness.store.erased.set(hash, new Date('2026-01-06T00:00:00Z'));
    const countedOf = async (): Promise<string[]> => {
      const settings = { ...harness.runtime.settings, privacy: { rulesPath: '', key: undefined } };
      const opened = await createSource(settings, harness.runtime);
      await opened.source.open();
      const findLeftOut = createFindLeftOut({ store: harness.store, tenant: 'default' });
      const ids: string[] = [];
      for await (const { conversationId } of countAtSource({ ...opened, findLeftOut }))
        ids.push(conversationId);
      return ids;
    };
    const signal = new AbortController().signal;
    await poller.poll('incremental', signal);
    expect(await harness.ingested()).toEqual([]);
    expect(await countedOf()).toEqual([]);
    harness.store.erased.set(hash, new Date('2026-01-04T00:00:00Z'));
    await poller.poll('full', signal);
    expect((await harness.ingested()).map(({ conversationId }) => conversationId)).toEqual(await countedOf());
    expect(await harness.ingested()).not.toEqual([]);
  });

  it('is left as it is without rules', async () => {
    const { poller } = await harness.ingestion({ PRIVACY_RULES_FILE: '' });
    await poller.poll('incremental', new AbortController().signal);
    expect((await harness.ingested())[0]?.userId).toBe(CANARIES[0]);
  });

  it('says at the start what is wrong with the rules, or that their key is missing', async () => {
    await writeFile(join(dir, 'rules.yaml'), 'rules:\n  - actions: { emial: mask }');
    const problemsOf = async (env: Record<string, string>): Promise<readonly string[]> => {
      const error: unknown = await harness.ingestion(env).then(
        () => null,
        (caught: unknown) => caught,
      );
      return error instanceof ConfigError ? error.problems : [];
    };
    expect(await problemsOf({})).toEqual([expect.stringMatching(/rules\.yaml: line 2: .*emial.*is no kind/)]);
    expect(await problemsOf({ PRIVACY_RULES_FILE: join(dir, 'none.yaml') })).toEqual([
      expect.stringMatching(/ENOENT/),
    ]);
    await writeFile(join(dir, 'rules.yaml'), RULES);
    expect(await problemsOf({ PRIVACY_KEY: 'short' })).toEqual([
      expect.stringMatching(/^PRIVACY_KEY: .*32 characters/),
    ]);
  });
});
