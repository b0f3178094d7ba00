import { describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '@convoscope/contracts';
import { assessTranslation } from './assess-translation.ts';
import { createRoutingTranslator } from './create-routing-translator.ts';
import type { Translator } from './translator.port.ts';

const SPANISH = 'Mi paquete todavía no ha llegado y nadie contesta mis mensajes.';
const ENGLISH = 'My parcel has still not arrived and nobody answers my messages.';

function engine(
  name: string,
  answer: (texts: readonly string[]) => string[] | Promise<string[]>,
  pairs = ['es>en'],
) {
  const asked: string[][] = [];
  const translator: Translator = {
    name,
    supports: (from, to) => Promise.resolve(pairs.includes(`${from}>${to}`)),
    translate: async (texts) => {
      asked.push([...texts]);
      return answer(texts);
    },
  };
  return { translator, asked };
}

function route(...engines: ReturnType<typeof engine>[]) {
  const passedOver: string[] = [];
  const translator = createRoutingTranslator(
    engines.map((each) => each.translator),
    { onPassedOver: (name, reason) => void passedOver.push(`${name}: ${reason}`) },
  );
  return { translator, passedOver };
}

const good = (texts: readonly string[]): string[] => texts.map(() => ENGLISH);

describe('several translators', () => {
  it('share the pairs: each text goes to the first that has its pair', async () => {
    const [one, two] = [engine('one', good, ['de>en']), engine('two', good)];
    const { translator, passedOver } = route(one, two);
    expect(await translator.translate([SPANISH], 'es', 'en')).toEqual([ENGLISH]);
    expect([one.asked, two.asked.length, passedOver]).toEqual([[], 1, []]);
    expect([await translator.supports('de', 'en'), await translator.supports('de', 'fr')]).toEqual([
      true,
      false,
    ]);
  });

  it('stand in for one that fails, as an open breaker does', async () => {
    const failing = engine('one', () => Promise.reject(new TransientError('open', { code: 'BREAKER_OPEN' })));
    const { translator, passedOver } = route(failing, engine('two', good));
    expect(await translator.translate([SPANISH], 'es', 'en')).toEqual([ENGLISH]);
    expect(passedOver).toEqual(['one: BREAKER_OPEN']);
  });

  it('are asked for the texts that came back bad, and for no others; the better answer stays', async () => {
    const half = engine('one', (texts) => texts.map((text, at) => (at === 0 ? ENGLISH : text)));
    const second = engine('two', good);
    const { translator, passedOver } = route(half, second);
    expect(await translator.translate([SPANISH, SPANISH], 'es', 'en')).toEqual([ENGLISH, ENGLISH]);
    expect(second.asked).toEqual([[SPANISH]]);
    expect(passedOver).toEqual(['one: LOW_QUALITY']);
    const worse = route(
      half,
      engine('two', () => ['']),
    );
    expect(await worse.translator.translate([SPANISH, SPANISH], 'es', 'en')).toEqual([ENGLISH, SPANISH]);
  });

  it('fail as the last one does where nobody answers, and throw on what is a bug', async () => {
    const broken = engine('one', () => Promise.reject(new PermanentError('no', { code: 'REFUSED' })));
    await expect(route(broken).translator.translate([SPANISH], 'es', 'en')).rejects.toMatchObject({
      code: 'REFUSED',
    });
    await expect(route(broken).translator.translate([SPANISH], 'xx', 'en')).rejects.toMatchObject({
      code: 'TRANSLATION_NO_PAIR',
    });
    const buggy = engine('one', () => Promise.reject(new TypeError('bug')));
    await expect(
      route(buggy, engine('two', good)).translator.translate([SPANISH], 'es', 'en'),
    ).rejects.toThrow(TypeError);
    const short = engine('one', () => []);
    await expect(route(short).translator.translate([SPANISH], 'es', 'en')).rejects.toMatchObject({
      code: 'TRANSLATION_WRONG_COUNT',
    });
  });
});

describe('a translation without a reference', () => {
  it.each([
    [ENGLISH, []],
    ['', ['empty']],
    [SPANISH, ['wrong-language', 'untranslated']],
    ['No.', ['too-short']],
    [`${ENGLISH} ${ENGLISH} ${ENGLISH}`, ['too-long']],
    ['Mon colis n’est toujours pas arrivé et personne ne répond à mes messages.', ['wrong-language']],
  ])('%s has the problems %j', (translation, problems) => {
    expect(assessTranslation(SPANISH, translation, 'es', 'en').problems).toEqual(problems);
  });

  it('may be as dense as its script', () => {
    const chinese = '我的包裹还没有到，也没有人回复我的消息。';
    expect(assessTranslation(ENGLISH, chinese, 'en', 'zh')).toMatchObject({ score: 1, problems: [] });
    expect(assessTranslation(chinese, ENGLISH, 'zh', 'en')).toMatchObject({ score: 1, problems: [] });
  });

  it('is not judged by code and links', () => {
    const text = `${SPANISH} \`const paquete = llegada\` https://example.org/paquete/todavia`;
    const translation = `${ENGLISH} \`const paquete = llegada\` https://example.org/paquete/todavia`;
    expect(assessTranslation(text, translation, 'es', 'en').problems).toEqual([]);
  });
});
