import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ConfigError } from '@convoscope/contracts';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { toTools, type ApiDocument } from '../mcp/api-tools.ts';
import { createMcpServer, type CallApi } from '../mcp/create-mcp-server.ts';
import type { RunCommand } from '../run-command.ts';

const TIMEOUT_MS = 30_000;
const VERSION = '1.0.0';

export function addMcp(program: Command, run: RunCommand): void {
  program
    .command('mcp')
    .description(
      'serve what the API can read as tools for AI models (Model Context Protocol, over standard input and output)',
    )
    .option('--url <url>', 'where the gateway is; default: the running `npm start`')
    .action((options: { url?: string }) =>
      run(async (context) => {
        const callApi = createCaller(context, options.url);
        const { status, text } = await callApi({ method: 'GET', path: '/api/v1/openapi.json' });
        if (status !== 200)
          throw new Error(`the gateway answers ${status} when it is asked for its document`);
        const server = createMcpServer(toTools(JSON.parse(text) as ApiDocument), callApi, VERSION);
        const isOver = new Promise<void>((resolve) => {
          server.onclose = resolve;
          process.stdin.once('end', resolve).once('close', resolve);
        });
        await server.connect(new StdioServerTransport(process.stdin, context.stdout));
        await isOver;
        await server.close();
      }),
    );
}

/** Asks the gateway; the key is the one of the settings. Throws ConfigError where it is not known which gateway. */
function createCaller({ running, env }: CommandContext, given: string | undefined): CallApi {
  const baseUrl = given ?? running?.gatewayUrl;
  if (baseUrl === undefined)
    throw new ConfigError(['no gateway is running here: say which by --url, and set GATEWAY_API_KEY']);
  const key = env['GATEWAY_API_KEY'];
  return async ({ method, path, body }) => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(key !== undefined && { 'x-api-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  };
}
