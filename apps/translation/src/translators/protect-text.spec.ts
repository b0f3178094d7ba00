import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createProtectingTranslator } from './create-protecting-translator.ts';
import { cutText } from './protect-text.ts';
import type { Translator } from './translator.port.ts';

/** An engine that answers each text with what a function makes of it, and counts its calls. */
function engineOf(change: (text: string) => string) {
  const calls: string[][] = [];
  const engine: Translator = {
    name: 'test',
    supports: () => Promise.resolve(true),
    translate: (texts) => {
      calls.push([...texts]);
      return Promise.resolve(texts.map(change));
    },
  };
  return { engine, calls };
}

const translate = async (
  text: string,
  change: (text: string) => string,
  terms: Record<string, string> = {},
) => {
  const { engine } = engineOf(change);
  const glossary = new Map(Object.entries(terms));
  const [result] = await createProtectingTranslator(engine, () => glossary).translate([text], 'en', 'de');
  return result ?? '';
};

/** What engines do to marks: keep, lower, space, lose, double, renumber, invent, cut. */
const ENGINES: Readonly<Record<string, (text: string) => string>> = {
  keeps: (text) => text,
  shouts: (text) => text.toUpperCase(),
  spaces: (text) => text.replace(/⟦(\d+)⟧/g, '⟦ $1 ⟧'),
  loses: (text) => text.replace(/⟦\d+⟧/g, ''),
  doubles: (text) => text.replace(/⟦\d+⟧/g, '$&$&'),
  renumbers: (text) => text.replace(/⟦\d+⟧/g, '⟦7⟧'),
  invents: (text) => `${text} ⟦99⟧ ⟦`,
  cuts: (text) => text.slice(0, 5),
  turns: (text) => text.split(' ').reverse().join(' '),
  empties: () => '',
};

const KEPT = [
  ...[
    '`npm run x`',
    '```js\nreturn 1;\n```',
    'https://example.org/a?b=c&d=e#f',
    'me.too@example.org',
    '@AcmeHelp',
    '#topic',
  ],
  ...['{name}', '{{ user.name }}', '${total}', '%s', '%(count)d', '<b>', '</b>', 'Convoscope'],
];
const GLOSSARY = { Convoscope: 'Convoscope' };
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('what must not be translated', () => {
  it.each(Object.entries(ENGINES))('survives an engine that %s', async (_, change) => {
    const word = fc.constantFrom('please', 'send it', 'to me', 'Größe', '東京', '', '100', '.', '\n');
    const piece = fc.oneof(word, fc.constantFrom(...KEPT));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const text = pieces.join(' ');
        const result = await translate(text, change, GLOSSARY);
        for (const { kept } of cutText(text, new Map(Object.entries(GLOSSARY))))
          if (kept !== undefined) expect(count(result, kept)).toBeGreaterThanOrEqual(count(text, kept));
      }),
      { numRuns: 60 },
    );
  });

  it('puts a text together from its parts, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'`{}<>%$@#/:.h t⟦1⟧é\n'), maxLength: 60 }), (text) => {
        expect(
          cutText(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('becomes what the glossary says, as a whole word, the longest first', async () => {
    const terms = { 'New York Office': 'Büro New York', York: 'York (UK)', Order: 'Auftrag' };
    expect(await translate('the New York Office of York: Orders, Order', (text) => text, terms)).toBe(
      'the Büro New York of York (UK): Orders, Auftrag',
    );
  });

  it('costs no call where there is nothing else, and one more where marks are lost', async () => {
    const { engine, calls } = engineOf(ENGINES['loses']!);
    const guarded = createProtectingTranslator(engine, () => new Map());
    const texts = ['`code`', 'see `x` and `y` now', 'plain', ' 100 % ', ''];
    expect(await guarded.translate(texts, 'en', 'de')).toEqual(texts);
    expect(calls).toEqual([
      ['see ⟦0⟧ and ⟦1⟧ now', 'plain'],
      ['see', 'and', 'now'],
    ]);
  });

  it('is sought in linear time', () => {
    const evil = ['`', '```', '{', '{{', '<a', '%(', 'a@', 'http://', '⟦'].map((part) => part.repeat(20_000));
    const startedAt = performance.now();
    for (const text of evil) cutText(text);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
