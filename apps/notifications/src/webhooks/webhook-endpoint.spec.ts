import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import { inspect } from 'node:util';
import { notificationsSettings } from '../notifications.config.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const valid = {
  name: 'crm',
  url: 'https://crm.example/in?key=1',
  topics: ['conversations.scored.v1'],
  secrets: [SECRET],
};

const load = (endpoints: unknown, env: Record<string, string> = {}) =>
  loadSettings(notificationsSettings, {
    ...{ WEBHOOKS: typeof endpoints === 'string' ? endpoints : JSON.stringify(endpoints) },
    ...env,
  }).webhooks;

const problemsOf = (endpoints: unknown, env: Record<string, string> = {}): string => {
  try {
    load(endpoints, env);
    return 'none';
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
};

describe('WEBHOOKS', () => {
  it('is a list of endpoints whose secrets do not show', () => {
    const { endpoints, retryScheduleMs } = load([valid, { ...valid, name: 'other', tenant: 'acme' }]);
    expect(endpoints).toMatchObject([
      { name: 'crm', url: valid.url },
      { name: 'other', tenant: 'acme' },
    ]);
    expect(endpoints[0]?.secrets[0]?.reveal()).toBe(SECRET);
    expect(inspect(endpoints, { depth: 9 }) + JSON.stringify(endpoints)).not.toContain(SECRET);
    expect(retryScheduleMs).toEqual([
      5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000,
    ]);
  });

  it('names nobody unless told', () => {
    expect(loadSettings(notificationsSettings, {}).webhooks.endpoints).toEqual([]);
  });

  it('names every problem at once, with those of other settings, and shows no secret', () => {
    const wrong = [
      { ...valid, name: 'A b', url: 'ftp://x', topics: ['conversations.scored.v1.dlq'], secrets: ['sesame'] },
      { ...valid, url: 'https://anna:pw@crm.example', topics: [], secrets: [] },
      { ...valid, url: 'not a url', topics: ['syncs.requested.v1', 'syncs.requested.v1'], colour: 'red' },
      {
        ...valid,
        url: 'https://crm.example/#part',
        secrets: [`whsec_${Buffer.alloc(23).toString('base64')}`],
      },
    ];
    const problems = problemsOf(wrong, { WEBHOOKS_TIMEOUT: 'long', WEBHOOKS_RETRY_SCHEDULE: '5s,soon' });
    for (const part of [
      ...['0.name: ', '0.url: expected http:// or https://', '0.topics.0: ', '0.secrets.0: expected whsec_'],
      ...['1.url: must not carry credentials', '1.topics: ', '1.secrets: ', '2.url: expected a URL'],
      ...['2.topics: names a topic twice', 'colour', '3.url: must not have a fragment', '3.secrets.0: '],
      ...['WEBHOOKS_TIMEOUT is "long"', 'entry 2 of the comma-separated list'],
    ])
      expect(problems).toContain(part);
    expect(problems).not.toMatch(/sesame|pw@/);
  });

  it.each([
    [[valid, valid], 'two endpoints have the same name'],
    ['[{"secrets":["whsec_unquoted}]', 'expected valid JSON'],
    [{ crm: valid }, 'expected a list of endpoints'],
  ])('refuses %j', (endpoints, sentence) => {
    const problems = problemsOf(endpoints);
    expect(problems).toContain(sentence);
    expect(problems).not.toContain('whsec_unquoted');
  });
});
