import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { loadGlossary } from './load-glossary.ts';

const dir = mkdtempSync(join(tmpdir(), 'glossary-'));
const file = join(dir, 'glossary.yaml');
afterAll(() => rmSync(dir, { recursive: true }));

it('keeps terms in every language, and translates those that the language has', () => {
  writeFileSync(
    file,
    'keep: [Acme Cloud]\nterms:\n  Order: { de: Auftrag, fr: Commande }\n  Seat: { fr: Place }\n',
  );
  const glossary = loadGlossary(file);
  expect([...glossary('de')]).toEqual([
    ['Acme Cloud', 'Acme Cloud'],
    ['Order', 'Auftrag'],
  ]);
  expect([...glossary('fr').keys()]).toEqual(['Acme Cloud', 'Order', 'Seat']);
  expect(loadGlossary(undefined)('de').size).toBe(0);
});

it.each([
  ['keep: 7', /keep/],
  ['terms: { Order: Auftrag }', /terms\.Order/],
  ['kepp: []', /kepp/],
  ['keep: [', /glossary\.yaml/],
])('says what is wrong with %s', (text, message) => {
  writeFileSync(file, text);
  expect(() => loadGlossary(file)).toThrow(message);
});
