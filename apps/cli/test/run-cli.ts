import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { someConversations, type SuiteServer } from '@convoscope/testing';
import { runProgram } from '../src/run-program.ts';

const STANDALONE = join(import.meta.dirname, '../../standalone/dist/main.js');

export interface CliResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

/** A value that a spreadsheet would take for a formula. */
export const FORMULA = '=HYPERLINK("https://evil.example")';

export interface Installation {
  dir: string;
  env: Record<string, string>;
  nConversations: number;
  nMessages: number;
}

/** What `npm start -- --once` keeps after it took in a small file; the first conversation is by a user called FORMULA. */
export async function installFromFile(mongod: SuiteServer<'mongod'>, count: number): Promise<Installation> {
  const dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
  const path = join(dir, 'conversations.jsonl');
  const conversations = someConversations(count);
  const lines = conversations.map((conversation, index) =>
    JSON.stringify({
      conversation_id: conversation.conversationId,
      user_id: index === 0 ? FORMULA : conversation.userId,
      model: conversation.model,
      started_at: conversation.startedAt,
      messages: conversation.messages.map(({ role, content, sentAt }) => ({
        role,
        content,
        timestamp: sentAt,
      })),
    }),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
  const env = {
    CONVOSCOPE_DATA_DIR: join(dir, 'data'),
    MONGODB_URI: mongod.uri,
    MONGODB_DATABASE: mongod.database,
    SOURCE_KIND: 'file',
    SOURCE_NAME: 'file',
    SOURCE_PATH: path,
    INGESTION_STATE: 'file',
  };
  const nMessages = conversations.reduce((total, { messages }) => total + messages.length, 0);
  const installation = { dir, env, nConversations: count, nMessages };
  await runOnce(installation);
  return installation;
}

/** `npm start -- --once`: takes in what the file holds now, and ends. */
export async function runOnce({ dir, env }: Pick<Installation, 'dir' | 'env'>): Promise<void> {
  const args = [STANDALONE, '--source', 'file', env['SOURCE_PATH'] ?? '', '--once', '--port', '0'];
  await promisify(execFile)(process.execPath, args, { cwd: dir, env: { PATH: process.env['PATH'], ...env } });
}

const collect = (chunks: Buffer[]): Writable =>
  new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });

/** Runs the command line as the program does, with its streams captured. */
export async function runCli(env: Record<string, string>, ...args: string[]): Promise<CliResult> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  const exitCode = await runProgram(args, { env, stdout: collect(out), stderr: collect(err) });
  return { exitCode, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() };
}
