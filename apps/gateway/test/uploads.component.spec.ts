/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { topics, type ConversationsSubmitted, type Topic } from '@convoscope/contracts';
import { describeWithServer } from '@convoscope/testing';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';

const CSV_HEAD = 'conversation_id,user_id,messages\n';
const csvRow = (i: number): string => `c-${i},u-1,"[{""role"":""user"",""content"":""Question ${i}""}]"\n`;

describeWithServer('mongod', 'conversations that are sent to the gateway', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod, { GATEWAY_API_KEY: API_KEY, GATEWAY_MAX_UPLOAD: '300KiB' });
  }, 60_000);
  afterAll(() => gateway?.stop());

  const upload = async (body: Buffer | string, name: string, type = 'application/octet-stream') => {
    const response = await fetch(`${gateway.url}/api/v1/uploads?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'x-api-key': API_KEY, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  const submitted = async (submissionId: unknown): Promise<ConversationsSubmitted[]> =>
    (await gateway.published(topics.conversationsSubmitted as Topic))
      .map(({ data }) => data as ConversationsSubmitted)
      .filter((data) => data.submissionId === submissionId)
      .sort((a, b) => a.part - b.part);

  it('in a file are handed over in parts, the last one marked, each row with its place', async () => {
    const text = CSV_HEAD + Array.from({ length: 450 }, (_, i) => csvRow(i)).join('');
    for (const [body, name] of [
      [text, 'chats.csv'],
      [gzipSync(text), 'chats.csv.gz'],
    ] as const) {
      const { status, answer } = await upload(body, name, 'text/csv');
      expect([status, answer['nRows'], answer['nRefused']]).toEqual([202, 450, 0]);
      const parts = await submitted(answer['submissionId']);
      expect(parts.map(({ part, isLast, rows }) => [part, isLast, rows.length])).toEqual([
        [0, false, 200],
        [1, false, 200],
        [2, true, 50],
      ]);
      expect(parts[2]?.rows[49]).toMatchObject({
        ...{ rowId: `${name}#450`, file: name, line: 451, record: 450 },
        columns: { conversation_id: 'c-449', user_id: 'u-1' },
      });
    }
  });

  it('are those of another product, where its export is known', async () => {
    const file = join(import.meta.dirname, '../../../libs/chat-formats/examples/chatgpt.json');
    const { answer } = await upload(readFileSync(file), 'conversations.json');
    const [part] = await submitted(answer['submissionId']);
    expect(part?.rows[0]?.columns).toMatchObject({ conversation_id: 'cg-1', chat_format: 'chatgpt' });
  });

  it('are refused row by row, and the file where nothing of it can be read', async () => {
    const lines =
      '{"conversation_id":"a","messages":[]}\n{"conversation_id":\n{"conversation_id":"b","messages":[]}\n';
    const { status, answer } = await upload(lines, 'x.jsonl', 'application/x-ndjson');
    expect([status, answer['nRows'], answer['nRefused']]).toEqual([202, 2, 1]);
    expect(answer['refused']).toMatchObject([{ line: 2, reason: 'not-json' }]);
    for (const body of ['', 'PK\u0003\u0004not a table', '\u0000\u0001\u0002'])
      expect((await upload(body, 'x.bin')).answer).toMatchObject({ status: 422, code: 'unreadable-file' });
  });

  it('leave nothing on the disk, and are not taken when they are too large or of another type', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('convoscope-upload-'));
    const before = left();
    const large = await upload('x'.repeat(400 * 1024), 'large.csv');
    expect(large.answer).toMatchObject({ status: 413, code: 'too-large' });
    expect((await upload('{}', 'x.json', 'application/json')).status).toBe(415);
    expect(left()).toEqual(before);
    const syncs = await gateway.call('POST', '/api/v1/syncs', {
      headers: { 'x-api-key': API_KEY, 'content-type': 'text/csv' },
      body: 'a,b',
    });
    expect(syncs.status).toBe(415);
  });

  it('cannot name a path', async () => {
    const { answer } = await upload(CSV_HEAD + csvRow(1), '../../etc/passwd\u0007.csv');
    expect((await submitted(answer['submissionId']))[0]?.rows[0]?.file).toBe('passwd_.csv');
  });

  it('by an application are one event, keyed by the conversation where it is one', async () => {
    const send = (ids: string[]) =>
      gateway.post('/api/v1/conversations', {
        conversations: ids.map((id) => ({
          id,
          metadata: { plan: 'pro', id: 'mine' },
          messages: [{ role: 'user', content: 'Hi' }],
        })),
      });
    const one = (await send(['x-1'])).json<{ submissionId: string }>();
    const events = await gateway.published(topics.conversationsSubmitted as Topic);
    expect(
      events.find(({ data }) => (data as ConversationsSubmitted).submissionId === one.submissionId),
    ).toMatchObject({
      key: 'x-1',
      data: { source: 'api', isLast: true, rows: [{ rowId: 'x-1', columns: { id: 'x-1', plan: 'pro' } }] },
    });
    expect((await send(['y-1', 'y-1'])).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'conversations.1.id' }],
    });
    expect((await send([])).status).toBe(400);
    expect((await gateway.get('/api/v1/submissions/none')).status).toBe(404);
  });
});
