/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { gatewayService } from '@convoscope/app-gateway/gateway.service';
import { createClient, eachItem, ApiProblem, type ApiClient } from '@convoscope/client';
import { startService, type RunningService } from '@convoscope/service';
import { aConversation, describeWithServer, serviceEnvironment } from '@convoscope/testing';
import { conversationDate, toConversationRef } from '@convoscope/contracts';
import { toTools, type ApiDocument } from '../src/mcp/api-tools.ts';
import { createMcpServer, type CallApi } from '../src/mcp/create-mcp-server.ts';

const API_KEY = 'a-key-of-some-length';
const AT = new Date('2026-02-01T10:00:00.000Z');

describeWithServer('mongod', 'programs that read the API', (mongod) => {
  let gateway: RunningService<typeof gatewayService.settings>;
  let api: ApiClient;

  beforeAll(async () => {
    gateway = await startService(gatewayService, {
      env: { ...serviceEnvironment(mongod), GATEWAY_API_KEY: API_KEY },
      http: { host: '127.0.0.1', port: 0 },
    });
    const { store } = gateway.runtime;
    const conversations = ['a', 'b', 'c'].map((conversationId) => aConversation({ conversationId }));
    await store.analytics.upsertSections(
      'default',
      conversations.map((conversation) => ({
        section: 'conversation' as const,
        value: {
          ...toConversationRef(conversation),
          ...{ date: conversationDate(conversation), title: conversation.title },
          ...{ nUserMessages: 1, nCharacters: 70, durationSeconds: 30 },
        },
      })),
      AT,
    );
    api = createClient({ baseUrl: gateway.url ?? '', apiKey: API_KEY });
  }, 60_000);
  afterAll(() => gateway?.stop());

  it('are typed, and see a problem as an error with its code', async () => {
    const { data } = await api.GET('/api/v1/conversations', { params: { query: { limit: 2 } } });
    expect(data?.items.map(({ conversationId }) => conversationId)).toHaveLength(2);
    const ids: string[] = [];
    const readPage = (cursor: { cursor?: string }) =>
      api.GET('/api/v1/conversations', { params: { query: { limit: 2, ...cursor } } });
    for await (const { conversationId } of eachItem(readPage)) ids.push(conversationId);
    expect(ids.toSorted()).toEqual(['a', 'b', 'c']);
    const missing = api.GET('/api/v1/conversations/{conversationId}', {
      params: { path: { conversationId: 'none' } },
    });
    await expect(missing).rejects.toThrow(ApiProblem);
    await expect(missing).rejects.toMatchObject({ status: 404, problem: { code: 'not-found' } });
    const { response } = await api.POST('/api/v1/syncs', { body: { source: null, mode: 'incremental' } });
    expect(response.status).toBe(202);
  });

  const callApi: CallApi = async ({ method, path, body }) => {
    const response = await fetch(`${gateway.url}${path}`, {
      method,
      headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };

  it('that are models get every reading operation as a tool, and no other', async () => {
    const document = JSON.parse(
      (await callApi({ method: 'GET', path: '/api/v1/openapi.json' })).text,
    ) as ApiDocument;
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    const server = createMcpServer(toTools(document), callApi, '1');
    await server.connect(ours);
    const model = new Client({ name: 'test', version: '1' });
    await model.connect(theirs);
    const { tools } = await model.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['listConversations', 'getConversation', 'queryAnalytics', 'listUsers']),
    );
    for (const name of [
      'requestSync',
      'replayDeadLetters',
      'giveFeedback',
      'streamProgress',
      'getTranslation',
      'getOpenApi',
    ])
      expect(names).not.toContain(name);
    for (const tool of tools) expect([tool.name, tool.annotations?.readOnlyHint]).toEqual([tool.name, true]);

    const call = async (name: string, args: Record<string, unknown>) => {
      const { content, isError } = await model.callTool({ name, arguments: args });
      return { isError: isError === true, text: (content as { text: string }[])[0]?.text ?? '' };
    };
    const listed = await call('listConversations', { limit: 2 });
    expect([listed.isError, (JSON.parse(listed.text) as { items: unknown[] }).items.length]).toEqual([
      false,
      2,
    ]);
    const figures = await call('queryAnalytics', { metrics: ['conversations'] });
    expect([figures.isError, JSON.parse(figures.text)]).toMatchObject([false, { granularity: 'total' }]);
    const missing = await call('getConversation', { conversationId: 'a/../b' });
    expect([missing.isError, missing.text]).toEqual([true, expect.stringContaining('not-found')]);
    expect(await call('dropDeadLetters', {})).toMatchObject({ isError: true });
    await model.close();
  });
});
