import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { ApiTool } from './api-tools.ts';

/** Answers a request to the gateway: the status and the text of the answer. */
export type CallApi = (request: { method: string; path: string; body?: unknown }) => Promise<{
  status: number;
  text: string;
}>;

/** More than this helps no model; it is told to ask for less. */
const MAX_CHARACTERS = 100_000;

const INSTRUCTIONS = `Reads what Convoscope knows of conversations between people and AI models: search, figures, users, anomalies, reports.
Lists come in pages: pass nextCursor as cursor. Start with getSummary or queryAnalytics for figures, listConversations with search for words.`;

/** A server of the Model Context Protocol whose tools are the reading operations of the API. It changes nothing. */
export function createMcpServer(tools: readonly ApiTool[], callApi: CallApi, version: string): Server {
  const server = new Server(
    { name: 'convoscope', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, inputSchema: { ...inputSchema } },
      annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) return failed(`There is no tool ${params.name}.`);
    try {
      const { status, text } = await callApi(tool.toRequest(params.arguments ?? {}));
      if (status >= 400) return failed(text);
      if (text.length > MAX_CHARACTERS)
        return failed(
          `The answer has ${text.length} characters: ask for less, with limit, from and to, or fewer metrics.`,
        );
      return { content: [{ type: 'text', text }] };
    } catch (error) {
      return failed(`The gateway does not answer: ${(error as Error).message}`);
    }
  });
  return server;
}

const failed = (text: string) => ({ isError: true, content: [{ type: 'text', text }] });
