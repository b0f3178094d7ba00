/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { topics, type Topic } from '@convoscope/contracts';
import { describeWithServer } from '@convoscope/testing';
import { buildSdk } from './languages.ts';
import { installPython } from '../servers/install-python.ts';
import { runCommand } from '../servers/run-command.ts';
import {
  API_KEY,
  N_CONVERSATIONS,
  startGateway,
  type Gateway,
} from '../../apps/gateway/test/gateway-fixture.ts';

const TIMEOUT_MS = 600_000;
/** What the client asks for, pinned so that a run is as the one before. */
const PYTHON_PACKAGES = ['pydantic==2.14.4', 'urllib3==2.8.0', 'python-dateutil==4.0.0'];

describeWithServer('mongod', 'clients made from the document', (mongod) => {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-'));
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await gateway?.stop();
    await rm(folder, { recursive: true });
  });

  it(
    'list, filter, page and push in Python, and throw problems as typed ones',
    async () => {
      const wheel = await buildSdk('python', folder);
      const python = await installPython('python-for-the-client', PYTHON_PACKAGES);
      const site = join(folder, 'site');
      await runCommand(python, ['-m', 'pip', 'install', '-q', '--no-deps', '--target', site, wheel]);
      const script = join(import.meta.dirname, 'trial/use_client.py');
      const seen = JSON.parse(
        await runCommand(python, [script, gateway.url, API_KEY], { env: { PYTHONPATH: site } }),
      ) as Record<string, unknown> & { ids: string[]; submission: string };
      expect(seen.ids).toHaveLength(N_CONVERSATIONS);
      expect(new Set(seen.ids).size).toBe(N_CONVERSATIONS);
      expect(seen).toMatchObject({
        ...{ topics: ['billing'], since: 'datetime', messages: expect.any(Number) as unknown },
        missing: { type: 'Problem', status: 404, code: 'not-found', errors: [] },
        refused: { type: 'Problem', status: 400, code: 'refused' },
        stranger: { type: 'Problem', status: 401, code: 'unauthenticated', errors: [] },
      });
      const [event] = (await gateway.published(topics.conversationsSubmitted as Topic)).slice(-1);
      expect(event?.data).toMatchObject({ submissionId: seen.submission });
    },
    TIMEOUT_MS,
  );

  it(
    'are a package of TypeScript that installs and runs elsewhere',
    async () => {
      const archive = await buildSdk('typescript', folder);
      const project = mkdtempSync(join(folder, 'project-'));
      writeFileSync(join(project, 'package.json'), '{"type":"module"}');
      await runCommand('npm', ['install', '--no-audit', '--no-fund', '--silent', archive], { cwd: project });
      writeFileSync(
        join(project, 'use.ts'),
        `import { ApiProblem, createClient, eachItem } from 'convoscope-client';
         declare const process: { argv: string[] };
         const api = createClient({ baseUrl: process.argv[2] ?? '', apiKey: process.argv[3] ?? '' });
         const ids: string[] = [];
         for await (const { conversationId } of eachItem((cursor) => api.GET('/api/v1/conversations', { params: { query: { limit: 7, ...cursor } } })))
           ids.push(conversationId);
         const code = await api.GET('/api/v1/conversations/{conversationId}', { params: { path: { conversationId: 'unknown' } } })
           .catch((error: unknown) => (error instanceof ApiProblem ? error.problem.code : error));
         console.log(JSON.stringify({ n: new Set(ids).size, code }));`,
      );
      const tsc = join(import.meta.dirname, '../../node_modules/.bin/tsc');
      const options = [
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2022',
        '--skipLibCheck',
      ];
      await runCommand(tsc, [...options, 'use.ts'], { cwd: project });
      const out = await runCommand(process.execPath, ['use.ts', gateway.url, API_KEY], { cwd: project });
      expect(JSON.parse(out)).toEqual({ n: N_CONVERSATIONS, code: 'not-found' });
    },
    TIMEOUT_MS,
  );
});
