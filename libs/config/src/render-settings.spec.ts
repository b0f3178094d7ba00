import { describe, expect, it } from '@jest/globals';
import { parse } from 'dotenv';
import { z } from 'zod';
import {
  bytes,
  defineSettings,
  durationMs,
  json,
  list,
  optional,
  renderEnvExample,
  renderSettingsPage,
  secret,
  text,
  toSecret,
} from './index.ts';

const sections = [
  {
    title: 'shared',
    schema: defineSettings({
      uri: { env: 'DB_URI', type: secret(), doc: 'Where the data is.' },
      area: { waitMs: { env: 'WAIT', type: durationMs(), default: 90_000, doc: 'How long | to wait.' } },
    }),
  },
  {
    title: 'service',
    schema: defineSettings({
      again: { env: 'DB_URI', type: secret(), doc: 'Where the data is.' },
      limit: { env: 'LIMIT', type: bytes(), default: 2 ** 20, doc: 'How much.' },
      names: { env: 'NAMES', type: list(text()), default: ['a', 'b'], doc: 'Who.' },
      pauses: { env: 'PAUSES', type: list(durationMs()), default: [5_000, 300_000], doc: 'When.' },
      key: { env: 'KEY', type: secret(), default: toSecret('hunter2'), doc: 'Key.' },
      mapping: { env: 'MAPPING', type: json(z.object({ a: z.number() })), default: { a: 1 }, doc: 'How.' },
      extra: { env: 'EXTRA', type: optional(text()), default: undefined, doc: 'Extra.' },
    }),
  },
  { title: 'nothing', schema: {} },
];

describe('renderEnvExample', () => {
  const example = renderEnvExample(sections);

  it('asks for what is required and shows the defaults of the rest as comments', () => {
    expect(parse(example)).toEqual({ DB_URI: '' });
    expect(example).toContain('# Where the data is. (secret, required)\nDB_URI=\n');
    expect(example).toContain('# WAIT=90s\n');
    expect(example).toContain('# LIMIT=1MiB\n');
    expect(example).toContain('# NAMES=a,b\n');
    expect(example).toContain('# PAUSES=5s,5m\n');
    expect(example).toContain('# MAPPING={"a":1}\n');
    expect(example).toContain('# EXTRA=\n');
  });

  it('names each variable once and no secret', () => {
    expect(example.match(/DB_URI=/g)).toHaveLength(1);
    expect(example).toContain('# KEY=\n');
    expect(example).not.toContain('hunter2');
  });
});

describe('renderSettingsPage', () => {
  it('has a table a section and leaves out empty ones', () => {
    const page = renderSettingsPage(sections);
    expect(page).toContain('## shared');
    expect(page).toContain('| `DB_URI` | secret | **required** | Where the data is. |');
    expect(page).toContain('| `WAIT` | duration | `90s` | How long \\| to wait. |');
    expect(page).toContain('| `EXTRA` | text |  | Extra. |');
    expect(page).not.toContain('## nothing');
  });
});
