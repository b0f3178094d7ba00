import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServers, eventually } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browsers, type Browser, type Page } from 'playwright-core';
import { generateConversations, generateSurge } from './dashboard-corpus.ts';
import { ProcessGroup, type RunningProgram } from './processes.ts';

const API_KEY = 'dashboard-test-key';
const [N_USUAL, N_SURGE] = [84, 40];
const N_CONVERSATIONS = N_USUAL + N_SURGE;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = [
  ...['Overview', 'Conversations', 'Incidents', 'Users', 'Models', 'Detectors', 'Reports', 'Pipeline'],
  'Sources',
];
const ADDRESSES = [
  '/',
  '/conversations',
  '/anomalies',
  '/users',
  '/models',
  '/detectors',
  '/detectors/new/table',
  '/reports',
  '/pipeline',
  '/sources',
];
/** What is no data: headings, names of columns and fields, and what is pressed. */
const WRITTEN_BY_US = 'h1, h2:not([lang]), h3, th, label, button, nav a';
const WIDTHS = [390, 768, 1440];

/** Names and formats that every language writes alike. */
const isNoWord = (text: string): boolean => /^(?:CSV|SVG|PNG|MongoDB|.*assistant-(?:one|two).*)$/.test(text);

const ODD_ROW = 150;
/** Payments of a shop, one of them unlike all others. */
const PAYMENTS = ['order,amount,country,hour']
  .concat(
    Array.from({ length: 240 }, (_, row) =>
      row === ODD_ROW
        ? `A-${row},9500,DE,12`
        : `A-${row},${20 + ((row * 37) % 61)},${['DE', 'FR', 'AT'][row % 3]},${8 + ((row * 7) % 12)}`,
    ),
  )
  .map((line) => `${line}\n`)
  .join('');

/** Everything that the page needs before it can be used, packed. */
const MOST_INITIAL_BYTES = 200_000;
/** Of what is called good (Core Web Vitals) the half. */
const MOST_LAYOUT_SHIFT = 0.05;

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

  const isSettled = async (): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await eventually(async () => expect(await page.locator('.skeleton').count()).toBe(0));
  };

  const goTo = async (view: string): Promise<void> => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
    await page.getByRole('heading', { level: 1, name: view }).waitFor();
    await isSettled();
  };

  const open = async (address: string): Promise<void> => {
    await page.goto(`${url}${address}`);
    await isSettled();
  };

  /** What axe finds wrong by WCAG 2.2 AA. */
  const findBarriers = async (): Promise<unknown> => {
    await page.evaluate(AXE);
    return page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(
      ({ violations }) => violations.map(({ id, impact, nodes }) => [impact, id, nodes[0].html]))`);
  };

  const tile = (name: string) =>
    page.locator('.tile', { hasText: name }).locator('.tile-value').textContent();

  const start = async (): Promise<RunningProgram> => {
    const file = join(dir, 'conversations.jsonl');
    const conversations = [...generateConversations(N_USUAL, 7), ...generateSurge(N_SURGE, N_USUAL, 8)];
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
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
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
      // What was sent or asked for is not there until it arrives: it is asked for until then.
      const isAwaited = /\/(?:submissions|detector-jobs)\//.test(message.location().url);
      // What these tests measure with is not let into the frame of a report.
      const isOfFrame =
        message.location().url === 'about:srcdoc' && message.text().startsWith('Blocked script');
      const isCutOff = message.text().includes('ERR_INTERNET_DISCONNECTED');
      if (message.type() === 'error' && !isAwaited && !isOfFrame && !isCutOff)
        consoleErrors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => consoleErrors.push(error.message));
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  }, 30_000);

  it('does not ask for the key again in a second tab', async () => {
    const second = await page.context().newPage();
    await second.goto(`${url}/users`);
    await second.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
    await second.close();
  }, 30_000);

  it('is there after few bytes, packed, and keeps them for ever', async () => {
    // Without what an earlier visit left on the device.
    const context = await page.context().browser()?.newContext({ serviceWorkers: 'block' });
    if (context === undefined) throw new Error('there is no browser');
    await context.addInitScript((key) => localStorage.setItem('convoscope-api-key', key), API_KEY);
    const second = await context.newPage();
    const cdp = await context.newCDPSession(second);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    const scripts = new Map<string, { encoding: string; cache: string; bytes: number }>();
    const byRequest = new Map<string, string>();
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      if (!response.url.includes('/assets/')) return;
      byRequest.set(requestId, response.url);
      const header = (name: string): string =>
        response.headers[name] ?? response.headers[name.toLowerCase()] ?? '';
      scripts.set(response.url, {
        encoding: header('Content-Encoding'),
        cache: header('Cache-Control'),
        bytes: 0,
      });
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const script = scripts.get(byRequest.get(requestId) ?? '');
      if (script) script.bytes = encodedDataLength;
    });
    await second.goto(`${url}/pipeline`);
    await second.getByRole('heading', { level: 1, name: 'Pipeline' }).waitFor();
    await context.close();
    const loaded = [...scripts.values()];
    expect(loaded.length).toBeGreaterThan(3);
    for (const { encoding, cache } of loaded) {
      expect(['br', 'gzip']).toContain(encoding);
      expect(cache).toBe('public, max-age=31536000, immutable');
    }
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MOST_INITIAL_BYTES);
  }, 30_000);

  it('shows the numbers that the API answers, and each leads to its rows', async () => {
    const summary = await ask<Summary>('analytics/summary');
    expect(summary.nConversations).toBe(N_CONVERSATIONS);
    await goTo('Overview');
    expect(await tile('Conversations')).toBe(String(summary.nConversations));
    expect(await tile('Messages')).toBe(String(summary.nMessages));
    expect(await tile('Users')).toBe(String(summary.nUsers));
    const topics = page.getByRole('region', { name: 'Topics' }).getByRole('link');
    for (const [index, { count }] of summary.topics.slice(0, 10).entries())
      expect(await topics.nth(index).textContent()).toContain(`${count} `);
    await goTo('Users');
    expect(await page.locator('tbody tr').count()).toBe(summary.nUsers);
  }, 30_000);

  it('changes every figure with the days, which are in the address', async () => {
    await goTo('Overview');
    await page.getByRole('button', { name: /Days: / }).click();
    await page.getByRole('button', { name: 'Newest 7 days' }).click();
    await page.waitForURL(/last=7d/);
    const { days } = await ask<{ days: { date: string; nConversations: number }[] }>('analytics/summary');
    const newest = days.slice(-7);
    const count = newest.reduce((sum, { nConversations }) => sum + nConversations, 0);
    await eventually(async () => expect(await tile('Conversations')).toBe(String(count)));
    await goTo('Conversations');
    expect(page.url()).toContain('last=7d');
    expect(await page.locator('tbody tr').count()).toBe(Math.min(50, count));
  }, 30_000);

  it('has what a chart shows in words and as a table, from which a day leads to its conversations', async () => {
    await open('/');
    const { days } = await ask<{ days: { date: string; nConversations: number }[] }>('analytics/summary');
    const day = days[1];
    if (day === undefined) throw new Error('the summary has no second day');
    const words = await page.getByRole('img', { name: /^Conversations a day/ }).getAttribute('aria-label');
    expect(words).toContain(`highest ${Math.max(...days.map(({ nConversations }) => nConversations))} on`);
    await page.getByRole('button', { name: 'As a table' }).first().click();
    await page.getByRole('table', { name: 'Conversations a day' }).locator(`a[href*="${day.date}"]`).click();
    await page.getByRole('heading', { level: 1, name: 'Conversations' }).waitFor();
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(day.nConversations));
  }, 30_000);

  it('saves charts and tables as files', async () => {
    await open('/');
    await page.locator('.chart svg').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save Conversations a day as SVG' }).click();
    expect((await download).suggestedFilename()).toBe('Conversations a day.svg');
    await open('/users');
    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save Users as CSV' }).click();
    const csv = readFileSync(await (await table).path(), 'utf8');
    expect(csv.split('\r\n')).toHaveLength((await ask<Summary>('analytics/summary')).nUsers + 2);
  }, 30_000);

  describe.each(['light', 'dark'] as const)('in its %s theme', (colorScheme) => {
    it.each(VIEWS)(
      'shows %s whole at every width, without a barrier and without jumping',
      async (view) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 1440, height: 900 });
        await goTo(view);
        await eventually(async () => expect(await page.title()).toBe(`${view} · Convoscope`));
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const cut = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ width, cut }).toEqual({ width, cut: 0 });
          expect(await findBarriers()).toEqual([]);
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      },
      60_000,
    );
  });

  it.each([
    ...['/', '/conversations', '/anomalies', '/users', '/models', '/pipeline'].map(
      (address) => [address, 1440] as const,
    ),
    ['/pipeline', 390] as const,
  ])(
    'does not let what is read jump while %s loads, %d wide',
    async (address, width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(`globalThis.shifted = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifted += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });`);
      await open(address);
      await page.waitForTimeout(300);
      expect(await page.evaluate('globalThis.shifted')).toBeLessThan(MOST_LAYOUT_SHIFT);
      await page.setViewportSize({ width: 1440, height: 900 });
    },
    30_000,
  );

  it('lists the conversations of a topic by what was said, and opens one by the keyboard alone', async () => {
    const [topic] = (await ask<Summary>('analytics/summary')).topics;
    if (topic === undefined) throw new Error('the summary has no topics');
    const expected = await ask<{ items: { conversationId: string; firstWords: string }[] }>(
      `conversations?topic=${encodeURIComponent(topic.label)}&limit=50`,
    );
    await open('/conversations');
    await page.getByLabel('Any topic').selectOption(topic.label);
    await eventually(async () =>
      expect(await page.locator('tbody tr').count()).toBe(Math.min(50, topic.count)),
    );
    const first = page.locator('a.row-link').first();
    expect(await first.textContent()).toBe(expected.items[0]?.firstWords);
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/conversations/${expected.items[0]?.conversationId}`));
    await page.getByRole('region', { name: 'Messages' }).waitFor();
    expect(await page.locator('.message').count()).toBe(4);
    await page.getByText('You are welcome.').waitFor();
    expect(await findBarriers()).toEqual([]);
  }, 30_000);

  it('finds the conversation in which somebody asked for something', async () => {
    await open('/conversations');
    await page.keyboard.press('/');
    await page.keyboard.type('flight to Lisbon');
    await page.waitForURL(/search=flight/);
    const { items } = await ask<{ items: unknown[] }>('conversations?search=flight%20to%20Lisbon&limit=50');
    expect(items.length).toBeGreaterThan(0);
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(items.length));
  }, 30_000);

  it('finds the conversations in one language that went badly', async () => {
    const wanted = 'language=de&sentiment=negative';
    const { items } = await ask<{ items: unknown[] }>(`conversations?${wanted}&limit=50`);
    await open('/conversations');
    await page.getByLabel('Any language').selectOption('de');
    await page.getByLabel('Any sentiment').selectOption('negative');
    await page.waitForURL(/sentiment=negative/);
    await eventually(async () =>
      expect(await page.locator('tbody tr').count()).toBe(Math.min(50, items.length)),
    );
    expect(items.length).toBeGreaterThan(0);
    for (const language of await page.locator('td[data-label=Language]').allTextContents())
      expect(language).toBe('German');
  }, 30_000);

  it('shows again what somebody saved, with the columns that they want', async () => {
    await open('/conversations?language=de&last=all');
    await page.getByRole('button', { name: 'Save this view …' }).click();
    await page.getByLabel('Name of the view').fill('In German');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('group', { name: 'Columns of Conversations' }).getByLabel('Model').uncheck();
    await open('/conversations?last=7d');
    const headers = (await page.locator('th').allTextContents()).map((text) => text.trim());
    expect(headers).not.toContain('Model');
    expect(headers).toContain('Language');
    await page.getByRole('button', { name: 'In German', exact: true }).click();
    await page.waitForURL(/last=all/);
    expect(page.url()).toContain('language=de');
    await page.getByRole('button', { name: 'Remove the view In German' }).click();
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('group', { name: 'Columns of Conversations' }).getByLabel('Model').check();
    expect(await findBarriers()).toEqual([]);
  }, 30_000);

  it('takes the correction of a wrong topic', async () => {
    const { items } = await ask<{ items: { conversationId: string }[] }>('conversations?limit=1');
    await open(`/conversations/${items[0]?.conversationId}`);
    await page.getByRole('button', { name: 'Wrong? Topic' }).click();
    await page.getByRole('group', { name: 'What it should be' }).getByRole('button').first().click();
    await page.getByText(/^Noted: /).waitFor();
  }, 30_000);

  it('says what went wrong and why, and keeps what people say of it', async () => {
    const { items } = await eventually(
      async () => {
        const found = await ask<{ items: { title: string; causes: unknown[] }[] }>('incidents');
        expect(found.items.length).toBeGreaterThan(0);
        return found;
      },
      { timeoutMs: 30_000 },
    );
    const [incident] = items;
    if (incident === undefined) throw new Error('there is no incident');
    await open('/anomalies');
    const card = page.getByRole('article', { name: incident.title });
    await card.getByRole('img').first().waitFor();
    await card.getByText('What moved').waitFor();
    await card.getByRole('link', { name: /^Read the \d+ conversation/ }).waitFor();
    await card.getByLabel('Comment (goes with the verdict)').fill('A campaign of ours');
    await card.getByRole('button', { name: 'False alarm' }).click();
    await card.getByText('Noted: False alarm.').waitFor();
    await eventually(async () => {
      await page.reload();
      await isSettled();
      expect(await card.getByRole('status').textContent()).toMatch(
        /Noted: False alarm\..*A campaign of ours.*By /,
      );
    });
    await card.getByRole('button', { name: 'Change' }).click();
    expect(await card.getByLabel('Comment (goes with the verdict)').inputValue()).toBe('A campaign of ours');
    await card.getByRole('button', { name: 'Acknowledge' }).click();
    await card.getByText('Noted: Acknowledge.').waitFor();
  }, 60_000);

  it('says which model is worse, and whether that is chance', async () => {
    await open('/models');
    await page
      .getByText(/no two models differ by more than chance gives|that is hardly chance/)
      .first()
      .waitFor();
    expect(await page.getByRole('img', { name: /^95 % interval/ }).count()).toBeGreaterThan(0);
  }, 30_000);

  it('has every file of a report, and saves the one that is wanted', async () => {
    await open('/reports');
    await page.getByRole('button', { name: 'Make this report' }).click();
    await page.getByText('Asked for: it appears in the list when it is made.').waitFor();
    const report = await eventually(
      async () => {
        const { items } = await ask<{ items: { reportId: string }[] }>('reports?period=weekly');
        if (items[0] === undefined) throw new Error('there is no weekly report yet');
        return items[0];
      },
      { timeoutMs: 30_000 },
    );
    await open(`/reports?report=${report.reportId}`);
    await page.getByRole('button', { name: 'Files' }).click();
    const files = page.getByRole('region', { name: 'Files' });
    for (const format of ['PDF', 'Excel', 'HTML', 'JSON'])
      await files.getByRole('button', { name: `Save The whole report as ${format}` }).waitFor();
    const download = page.waitForEvent('download');
    await files.getByRole('button', { name: 'Save Topics as CSV' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`convoscope-${report.reportId}-topics.csv`);
    expect(readFileSync(await saved.path(), 'utf8').split('\n').length).toBeGreaterThan(2);
    await files.getByText(/topics\.csv, .* saved\./).waitFor();
    expect(await findBarriers()).toEqual([]);
  }, 60_000);

  it('trains a detector from a table and shows what it finds, in less than three minutes', async () => {
    const startedAt = Date.now();
    await goTo('Detectors');
    await page.getByText('No detectors yet').waitFor();
    await page.getByRole('link', { name: 'Train one from a table' }).click();
    await page.getByLabel('File with a table').setInputFiles({
      ...{ name: 'Payments 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(PAYMENTS) },
    });
    await page.getByLabel('What order is for').selectOption('Leave it out');
    expect(await page.getByLabel('Name').inputValue()).toBe('payments-2026');
    expect(await findBarriers()).toEqual([]);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByText('payments-2026 is trained: version 1.').waitFor({ timeout: 120_000 });
    const first = page.getByRole('table', { name: 'Most unusual rows' }).locator('tbody tr').first();
    await first.getByText(/amount 9,500/).waitFor({ timeout: 60_000 });
    expect(await first.locator('td').first().textContent()).toBe(String(ODD_ROW + 1));
    expect(Date.now() - startedAt).toBeLessThan(180_000);
    await page.getByRole('link', { name: 'Open the detector' }).click();
    await page.getByRole('heading', { level: 1, name: 'Detector payments-2026' }).waitFor();
    await isSettled();
    const columns = page.getByRole('table', { name: 'What it looks at' });
    await columns.locator('tr', { hasText: 'amount' }).waitFor();
    expect(await columns.locator('tr', { hasText: 'order' }).count()).toBe(0);
  }, 200_000);

  it('says what a detector makes of a record, and why', async () => {
    await open('/detectors/payments-2026');
    const card = page.getByRole('region', { name: 'What does it say of a record?' });
    await card.getByLabel('amount').fill('9500');
    await card.getByLabel('country').fill('DE');
    await card.getByLabel('hour').fill('12');
    await card.getByRole('button', { name: 'Score it' }).click();
    await card.getByText('unusual', { exact: true }).waitFor();
    expect(await card.getByRole('meter').first().getAttribute('aria-label')).toMatch(/^amount: /);
  }, 30_000);

  it('compares versions of a detector, makes another one live, and goes back', async () => {
    await open('/detectors/new/table');
    await page.getByLabel('File with a table').setInputFiles({
      ...{ name: 'Payments 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(PAYMENTS) },
    });
    await page.getByLabel('Kind').selectOption('ecod');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByText('payments-2026 is trained: version 2.').waitFor({ timeout: 60_000 });
    await open('/detectors/payments-2026');
    const comparison = page.getByRole('table', { name: 'Two versions side by side' });
    await comparison.locator('tr', { hasText: 'Detector' }).getByText('ecod').waitFor();
    const versions = page.getByRole('table', { name: 'Versions' });
    const live = versions.locator('tr', { hasText: 'answers' });
    await live.getByText('Version 1').waitFor();
    await versions.getByRole('button', { name: 'Make it live' }).click();
    await live.getByText('Version 2').waitFor();
    await page.getByRole('button', { name: 'Back to the version that was live before' }).click();
    await live.getByText('Version 1').waitFor();
    expect(await findBarriers()).toEqual([]);
  }, 90_000);

  it('says which users are unhappy, and since when', async () => {
    await open('/users');
    await page.getByRole('button', { name: 'Unhappiest first' }).click();
    await page.waitForURL(/order=unhappiest/);
    const { items } = await ask<{ items: { userId: string }[] }>('users?order=unhappiest');
    await eventually(async () =>
      expect(await page.locator('tbody tr').first().textContent()).toContain(items[0]?.userId),
    );
    await page.getByRole('link', { name: 'user-1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'User user-1' }).waitFor();
    await page.getByText(/Not unhappy|Unhappy since|were negative/).waitFor();
    expect(await findBarriers()).toEqual([]);
  }, 30_000);

  it('polls the source when asked to', async () => {
    const startedAt = async (): Promise<number> =>
      (await ask<Progress>('progress')).sources[0]?.state.run?.startedAtMs ?? 0;
    const before = await startedAt();
    await goTo('Pipeline');
    await page.getByText('Every stage has processed all there is.').waitFor();
    await page.getByRole('button', { name: 'Poll now' }).click();
    await page.getByText('Requested').waitFor();
    await eventually(async () => expect(await startedAt()).toBeGreaterThan(before));
  }, 30_000);

  it('takes in a file, and shows how it begins before', async () => {
    const file = join(dir, 'more.jsonl');
    const [conversation] = generateConversations(1, 99);
    await writeFile(file, `${JSON.stringify({ ...conversation, conversation_id: 'uploaded-1' })}\n`);
    await open('/sources');
    await page.getByLabel('File with conversations').setInputFiles(file);
    await page.getByRole('table', { name: 'How the file begins' }).getByText('uploaded-1').waitFor();
    await page.getByRole('button', { name: /^Upload / }).click();
    await page.getByText('1 row was read and handed over.').waitFor();
    await page.getByText('1 new or changed, 0 unchanged, 0 refused.').waitFor({ timeout: 20_000 });
  }, 60_000);

  it('has every text from a catalogue, and fits when they are a third longer', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    for (const address of ADDRESSES) {
      await page.goto(`${url}${address}?lang=en-XA`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
      const texts = await page.locator(WRITTEN_BY_US).allTextContents();
      const past = texts.filter(
        (text) => text.trim() !== '' && !text.includes('⟦') && !/^(?:CSV|SVG|PNG)$/.test(text),
      );
      expect({ address, past }).toEqual({ address, past: [] });
      const cut = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect({ address, cut }).toEqual({ address, cut: 0 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 60_000);

  it('speaks the language that was chosen, also of its labels', async () => {
    await open('/?lang=de');
    await page.getByRole('heading', { level: 1, name: 'Überblick' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await page.getByRole('region', { name: 'Themen' }).getByText('Abrechnung').waitFor();
  }, 30_000);

  it.each([
    ['ar', /[\u0600-\u06ff]/],
    ['ja', /[\u3040-\u30ff\u4e00-\u9fff]/],
  ])(
    'is whole, without a barrier and in its own script in %s',
    async (language, script) => {
      for (const address of ADDRESSES) {
        await page.setViewportSize({ width: 390, height: 900 });
        await open(`${address}?lang=${language}`);
        const texts = await page.locator(WRITTEN_BY_US).allTextContents();
        const past = texts.filter(
          (text) => /[A-Za-z]{3}/.test(text) && !script.test(text) && !isNoWord(text),
        );
        expect({ address, past }).toEqual({ address, past: [] });
        if (language === 'ar') expect(await findBarriers()).toEqual([]);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const cut = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ address, width, cut }).toEqual({ address, width, cut: 0 });
        }
      }
    },
    90_000,
  );

  it('runs from right to left where its language does, charts too', async () => {
    await open('/?lang=ar&last=all');
    expect(await page.evaluate('document.dir')).toBe('rtl');
    const [brand, foot] = [page.locator('.brand'), page.locator('.foot select')];
    for (const first of [brand, foot]) expect((await first.boundingBox())?.x).toBeGreaterThan(720);
    const { days } = await ask<{ days: { date: string; nConversations: number }[] }>('analytics/summary');
    const chart = page.locator('.chart > [role=img]').first();
    await chart.locator('svg').waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('the chart has no place');
    await page.mouse.click(box.x + box.width - 60, box.y + box.height - 40);
    // All days begin with a month.
    await page.waitForURL(new RegExp(`from=${days[0]?.date.slice(0, 7)}-01`));
    await open('/?lang=en');
    expect(await page.evaluate('document.dir')).toBe('ltr');
  }, 30_000);

  it('can be installed', async () => {
    await open('/');
    const cdp = await page.context().newCDPSession(page);
    const { errors, url: manifest } = await cdp.send('Page.getAppManifest');
    expect([manifest, errors]).toEqual([`${url}/manifest.webmanifest`, []]);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    const lacking = installabilityErrors.map(({ errorId }) => errorId);
    expect(lacking.filter((errorId) => errorId !== 'in-incognito')).toEqual([]);
    await cdp.detach();
  }, 30_000);

  it('is read without a connection once a person wants it, with its age, and only what was read', async () => {
    await open('/');
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.getByLabel('Readable without a connection').check();
    await open('/users');
    const rows = await page.locator('tbody tr').count();
    await eventually(async () => {
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      const kept = await page.evaluate(`caches.match('/kept-data').then((kept) => kept?.text() ?? '')`);
      expect(kept).toContain('["users"');
    });
    await page.context().setOffline(true);
    try {
      await page.reload();
      await page
        .getByText(/^Not connected\. The oldest of what you see was read /)
        .waitFor({ timeout: 30_000 });
      expect(await page.locator('tbody tr').count()).toBe(rows);
      expect(await findBarriers()).toEqual([]);
      await page.getByRole('link', { name: 'Detectors' }).click();
      await page.getByText('This is not kept on this device').waitFor({ timeout: 30_000 });
    } finally {
      await page.context().setOffline(false);
    }
    await page.getByLabel('Readable without a connection').uncheck();
    await eventually(async () =>
      expect(await page.evaluate(`caches.match('/kept-data').then((kept) => kept !== undefined)`)).toBe(
        false,
      ),
    );
  }, 120_000);

  it('says when there is a newer page, and takes it when told to', async () => {
    await open('/');
    await page.evaluate(`navigator.serviceWorker.register('/service-worker.js?newer').then(() => undefined)`);
    await page.getByText('There is a newer version of this page.').waitFor();
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Take it' }).click();
    await reloaded;
    await isSettled();
    expect(await page.evaluate('navigator.serviceWorker.controller.scriptURL')).toMatch(/\?newer$/);
  }, 30_000);

  it('says that there is no page at an address, and where to go instead', async () => {
    await open('/no/such/page');
    await page.getByText('There is no page at this address').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  }, 30_000);

  it('shows the parts that it is made of', async () => {
    await page.goto(`${url}/design`);
    await page.getByRole('heading', { level: 1, name: 'Design' }).waitFor();
    expect(await findBarriers()).toEqual([]);
  }, 30_000);

  it('logs no error in the browser', () => {
    expect(consoleErrors).toEqual([]);
  });
});
