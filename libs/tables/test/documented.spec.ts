import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_ENDINGS, TROUBLE_REASONS } from '../src/index.ts';
import { OTHER_FORMATS } from '../src/files/file-format.ts';
import { createScratch, readAll } from './read-all.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/sources.md'), 'utf8');

describe('docs/sources.md', () => {
  it('has a line for each reason, and for no other', () => {
    const documented = [...page.matchAll(/^\| `([a-z-]+)` +\| ((?:row|cell|file|said): .*?) +\|$/gm)];
    expect(Object.fromEntries(documented.map(([, reason, about]) => [reason, about]))).toEqual(
      TROUBLE_REASONS,
    );
  });

  it('names every ending that is read', () => {
    for (const [ending] of KNOWN_ENDINGS.matchAll(/\.\w+/g)) expect(page).toContain(`\`${ending}\``);
  });

  it('names every format that is refused by name, as it is refused', async () => {
    const row = page.split('\n').find((line) => line.startsWith('| anything else')) ?? '';
    const scratch = await createScratch();
    for (const [magic, sentence] of OTHER_FORMATS) {
      const path = await scratch.file('other.jsonl', Buffer.from(`${magic}${' '.repeat(20)}`, 'latin1'));
      expect((await readAll(path)).wrong).toMatchObject([
        { reason: 'unknown-format', message: `it is ${sentence}` },
      ]);
      const name = /excel|zip|avro|orc|arrow|sqlite|pdf|bzip2|xz/i.exec(sentence)?.[0] ?? sentence;
      expect(row.toLowerCase()).toContain(name.toLowerCase());
    }
    await scratch.remove();
  });
});
