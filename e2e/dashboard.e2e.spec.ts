import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServers, eventually } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browsers, type Browser, type Page } from 'playwright-core';
import { generateConversations } from './dashboard-corpus.ts';
import { ProcessGroup, type RunningProgram } from './processes.ts';

const API_KEY = 'dashboard-test-key';
const N_CONVERSATIONS = 60;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['Overview', 'Conversations', 'Anomalies', 'Users', 'Reports', 'Pipeline'];

/** Only what a page of this machine needs: no service of the browser's maker is asked. */
const BROWSER_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

interface Summary {
  nConversations: number;
  nMessages: number;
  nUsers: number;
  topics: { label: string; count: number }[];
}

interface Progress {
  stages: { stage: string; nConversations: number }[];
  sources: { source: string; state: { run?: { startedAtMs: number; status: string } } }[];
}

describeWithServers(['mongod', 'chromium'], 'the dashboard', ({ mongod, chromium }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-dashboard-'));
  const processes = new ProcessGroup();
  const consoleErrors: string[] = [];
  let browser: Browser | undefined;
  let page: Page;
  let url: string;

  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };

  const goTo = async (view: string): Promise<void> => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
    await page.getByRole('heading', { level: 1, name: view }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  };

  const start = async (): Promise<RunningProgram> => {
    const file = join(dir, 'conversations.jsonl');
    const conversations = generateConversations(N_CONVERSATIONS, 7);
    await writeFile(file, conversations.map((conversation) => `${JSON.stringify(conversation)}\n`).join(''));
    return processes.start('standalone', {
      args: ['--source', 'file', file, '--port', '0'],
      env: {
        CONVOSCOPE_DATA_DIR: dir,
        MONGODB_URI: mongod.uri,
        MONGODB_DATABASE: mongod.database,
        GATEWAY_API_KEY: API_KEY,
        GATEWAY_ALLOW_LOOPBACK: 'false',
      },
    });
  };

  const untilProcessed = async (program: RunningProgram): Promise<void> => {
    url = await eventually(
      () => {
        const found = /Dashboard\s+(http:\S+)/.exec(program.output())?.[1];
        if (found === undefined) throw new Error(`not started: ${program.output()}`);
        return found;
      },
      { timeoutMs: 120_000 },
    );
    await eventually(
      async () => {
        const { stages, sources } = await ask<Progress>('progress');
        expect(stages.map(({ nConversations }) => nConversations)).toEqual(stages.map(() => N_CONVERSATIONS));
        expect(sources[0]?.state.run?.status).toBe('completed');
      },
      { timeoutMs: 120_000, intervalMs: 200 },
    );
  };

  beforeAll(async () => {
    const program = await start();
    await untilProcessed(program);
    browser = await browsers.launch({ executablePath: chromium.executablePath, args: BROWSER_ARGUMENTS });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(10_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await processes.killAll();
    const client = await MongoClient.connect(mongod.uri);
    await client.db(mongod.database).dropDatabase();
    await client.close();
    await rm(dir, { recursive: true, force: true });
  }, 30_000);

  it('asks for the API key again when a wrong one is given, and opens with the right one', async () => {
    await page.goto(url);
    await page.getByLabel('API key').fill('wrong');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('This key was not accepted.').waitFor();
    await page.getByLabel('API key').fill(API_KEY);
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => consoleErrors.push(error.message));
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  }, 30_000);

  it('shows the numbers that the API answers', async () => {
    const summary = await ask<Summary>('analytics/summary');
    expect(summary.nConversations).toBe(N_CONVERSATIONS);
    await goTo('Overview');
    const tile = (name: string) => page.locator('.tile', { hasText: name }).locator('dd').textContent();
    expect(await tile('Conversations')).toBe(String(summary.nConversations));
    expect(await tile('Messages')).toBe(String(summary.nMessages));
    expect(await tile('Users')).toBe(String(summary.nUsers));
    const topics = await page.getByRole('img', { name: 'Conversations by topic' }).getAttribute('aria-label');
    for (const { count } of summary.topics) expect(topics).toContain(` ${count}`);
    await goTo('Users');
    expect(await page.locator('tbody tr').count()).toBe(summary.nUsers);
  }, 30_000);

  it.each(VIEWS)(
    'shows %s under its own title and without a serious barrier',
    async (view) => {
      await goTo(view);
      await eventually(async () => expect(await page.title()).toBe(`${view} · Convoscope`));
      await page.evaluate(AXE);
      const violations = await page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }).then(
        ({ violations }) => violations.map(({ id, impact, nodes }) => [impact, id, nodes[0].html]))`);
      expect(violations).toEqual([]);
    },
    30_000,
  );

  it('lists the conversations of a topic and opens one', async () => {
    const [topic] = (await ask<Summary>('analytics/summary')).topics;
    if (topic === undefined) throw new Error('the summary has no topics');
    const expected = await ask<{ items: { conversationId: string }[] }>(
      `conversations?topic=${encodeURIComponent(topic.label)}&limit=50`,
    );
    await goTo('Conversations');
    await page.getByLabel('Any topic').selectOption(topic.label);
    await eventually(async () =>
      expect(await page.locator('tbody tr').count()).toBe(Math.min(50, topic.count)),
    );
    const first = page.locator('tbody tr').first().getByRole('link');
    expect(await first.getAttribute('href')).toBe(`/conversations/${expected.items[0]?.conversationId}`);
    await first.click();
    await page.getByRole('region', { name: 'Messages' }).waitFor();
    expect(await page.locator('.message').count()).toBe(4);
    await page.getByText('You are welcome.').waitFor();
  }, 30_000);

  it('polls the source when asked to', async () => {
    const startedAt = async (): Promise<number> =>
      (await ask<Progress>('progress')).sources[0]?.state.run?.startedAtMs ?? 0;
    const before = await startedAt();
    await goTo('Pipeline');
    await page.getByRole('button', { name: 'Poll now' }).click();
    await page.getByText('Poll requested').waitFor();
    await eventually(async () => expect(await startedAt()).toBeGreaterThan(before));
  }, 30_000);

  it('logs no error in the browser', () => {
    expect(consoleErrors).toEqual([]);
  });
});
