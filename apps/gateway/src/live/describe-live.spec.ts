import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { allTopics, buildAsyncApi } from '@convoscope/contracts';
import { expect, it } from '@jest/globals';
import { eventsPage } from '../http/docs/events-page.ts';
import { withLive } from './describe-live.ts';
import { LIVE_CHANNELS } from './live-channels.ts';

it('stands in the AsyncAPI document, which stays valid, and on the page of events', () => {
  const document = withLive(buildAsyncApi({ version: '1', topicPrefix: 'convoscope.', topics: allTopics }));
  const tool = join(import.meta.dirname, '../../../../tools/contracts/validate-async-api.ts');
  const { stdout } = spawnSync(process.execPath, [tool], {
    input: JSON.stringify(document),
    encoding: 'utf8',
  });
  const parsed = JSON.parse(stdout) as { problems: string[]; channels: string[]; operations: string[] };
  expect(parsed.problems).toEqual([]);
  expect(parsed.channels).toContain('/api/v1/live');
  expect(parsed.operations).toContain('gateway-sends-live');
  const page = eventsPage();
  for (const { event, needs } of Object.values(LIVE_CHANNELS)) {
    expect(page).toContain(`<h3><code>${event}</code></h3>`);
    expect(page).toContain(needs);
  }
}, 60_000);
