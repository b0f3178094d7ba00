import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UNDETERMINED } from './identify-language.ts';
import { loadLanguageIdentifier } from './load-language-identifier.ts';

const languages = loadLanguageIdentifier();
const told = (text: string, expected?: string): string => {
  const found = languages.identify(text, expected === undefined ? {} : { expected });
  return found.isReliable ? found.language : UNDETERMINED;
};

describe('which language a text is in', () => {
  it.each([
    ['en', 'I would like to change my delivery address, please.'],
    ['de', 'Meine Rechnung vom letzten Monat stimmt leider nicht.'],
    ['fr', "Je n'ai toujours pas reçu mon remboursement."],
    ['es', 'Por supuesto, dígame la nueva dirección de entrega.'],
    ['pt', 'Não consigo entrar na minha conta desde ontem.'],
    ['pl', 'Dlaczego moja paczka jeszcze nie dotarła?'],
    ['cs', 'Potřebuji změnit adresu pro doručení objednávky.'],
    ['ru', 'Подскажите, пожалуйста, где мой заказ?'],
    ['uk', 'Підкажіть, будь ласка, де моє замовлення?'],
    ['ar', 'أين طلبي من فضلك؟ لم يصل بعد.'],
    ['fa', 'لطفا بگویید سفارش من کجاست؟'],
    ['hi', 'मेरा ऑर्डर कहाँ है?'],
    ['mr', 'माझी ऑर्डर कुठे आहे?'],
    ['ja', '注文をキャンセルしたいです。'],
    ['zh', '我想取消我的订单。'],
    ['ko', '주문을 취소하고 싶어요.'],
    ['th', 'ฉันต้องการยกเลิกคำสั่งซื้อ'],
    ['el', 'Πού είναι η παραγγελία μου;'],
    ['ku', 'دەمەوێت داواکارییەکەم هەڵبوەشێنمەوە'],
    ['am', 'ትዕዛዜ የት ነው?'],
  ])('tells %s', (language, text) => {
    expect(told(text)).toBe(language);
  });

  it.each([
    '',
    '   ',
    '12345',
    '???',
    '👍',
    'https://example.com/a/b',
    'me@example.com',
    '`let x = 1`',
    '\ud800',
  ])('has nothing to read in %j', (text) => {
    expect(languages.identify(text)).toEqual({ language: UNDETERMINED, confidence: 0, isReliable: false });
  });

  it('invents no language for words that belong to many', () => {
    for (const word of ['ok', 'no', 'Hi', 'lol', 'asdf', 'dot', 'info', 'super'])
      expect([word, ['en', UNDETERMINED].includes(told(word))]).toEqual([word, true]);
  });

  it('invents none for a letter, nor for a word that two languages have, unless others surround it', () => {
    for (const text of ['A', 'k', 'я', 'tak', 'bok', 'no no', 'por favor'])
      expect([text, told(text)]).toEqual([text, UNDETERMINED]);
    expect(told('tak', 'pl')).toBe('pl');
    for (const text of ['password reset', 'account refund', 'cancel order'])
      expect([text, ['en', UNDETERMINED].includes(told(text))]).toEqual([text, true]);
  });

  it('says of a language that it does not know that it is unknown, not its neighbour', () => {
    for (const text of [
      'Il-Gvern ħabbar miżuri ġodda biex jgħin lill-familji',
      'Achọrọ m ịma ebe ngwugwu m dị',
      'مېنىڭ بوغچامنىڭ قەيەردىلىكىنى بىلمەكچىمەن',
      'Makemake au e ʻike i hea kaʻu pūʻolo',
      'qwrtz plmnk vbxcz hjklp wrtzq',
    ])
      expect([text, told(text)]).toEqual([text, UNDETERMINED]);
  });

  it('takes the language of what surrounds a word that it shares with others', () => {
    expect(told('nein', 'de')).toBe('de');
    expect(told('Buenos días, necesito ayuda', 'de')).toBe('es');
  });

  it('reads the words, not the code, links and mark-up among them', () => {
    const code =
      '```\nfunction cancelOrder(orderId) { return fetch("https://example.com/the/order/of/things"); }\n```';
    expect(told(`Warum funktioniert das nicht? ${code}`)).toBe('de');
  });

  it('answers something sound for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { language, confidence } = languages.identify(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect([UNDETERMINED, ...languages.languages]).toContain(language);
      }),
    );
  });

  it('does not hear case, and repeats itself', () => {
    const text = 'Wo ist mein Paket?';
    expect(languages.identify(text.toUpperCase())).toEqual(languages.identify(text));
    expect(languages.identify(text)).toEqual(languages.identify(text));
  });
});
