import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchDetectors, streamingDetectors } from '@convoscope/detectors';
import { FAMILIES } from './pictures/families.ts';

const docs = join(import.meta.dirname, '../../docs/detectors');

it('keeps the parameters on the pages as the detectors declare them', () => {
  const tool = join(import.meta.dirname, 'detector-pages.ts');
  const { status, stderr } = spawnSync(process.execPath, [tool, '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('shows every detector on the page and in the picture of a family', () => {
  const committees = ['auto', 'ensemble'];
  // Sees what breaks between columns of a group: two columns are too few for a picture.
  const sensors = ['sensor-group'];
  const names = [...batchDetectors, ...streamingDetectors].map(({ name }) => name);
  const shown = [...Object.values(FAMILIES).flat(), ...committees, ...sensors];
  expect(names.filter((name) => !shown.includes(name))).toEqual([]);
});

it.each(Object.keys(FAMILIES))('has a page and a picture of %s that name its detectors', (family) => {
  const page = readFileSync(join(docs, `${family}.md`), 'utf8');
  const picture = readFileSync(join(docs, 'pictures', `${family}.svg`), 'utf8');
  for (const name of FAMILIES[family] ?? []) {
    expect(page).toContain(`\`${name}\``);
    expect(picture).toContain(`>${name}</text>`);
  }
  for (const [, target = ''] of page.matchAll(/\]\(([^)#]+)/g))
    expect([target, existsSync(join(docs, target))]).toEqual([target, true]);
});
