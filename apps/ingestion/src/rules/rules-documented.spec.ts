import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRules } from './apply-rules.ts';

it('docs/sources.md lists every rule, in the order they run', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../../docs/sources.md'), 'utf8');
  const section = text.split('## Rules of validation and cleaning')[1]?.split('\n## ')[0] ?? '';
  const documented = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map((match) => match[1]);
  expect(documented).toEqual(createRules({ roles: {} }).map(({ name }) => name));
});
