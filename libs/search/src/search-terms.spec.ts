import { describe, expect, it } from '@jest/globals';
import { queryWords, searchTerms } from './search-terms.ts';

/** Whether a query finds a text. */
const finds = (query: string, text: string, language: string): boolean => {
  const terms = new Set(searchTerms([{ text, language }]));
  const words = queryWords(query);
  return words.length > 0 && words.every((forms) => forms.some((form) => terms.has(form)));
};

describe('finding texts by words', () => {
  it.each([
    ['invoice', 'Both invoices were paid twice.', 'en'],
    ['paid invoices', 'Both invoices were paid twice.', 'en'],
    ['connecting', 'It lost the connection, so I connected again', 'en'],
    ['Rechnung', 'Die Rechnungen stimmen nicht', 'de'],
    ['Häuser', 'Ein Haus am See', 'de'],
    ['abonnements', "Je veux résilier l'abonnement", 'fr'],
    ['resilier', "Je veux résilier l'abonnement", 'fr'],
    ['facturas', 'La factura llegó dos veces', 'es'],
    ['счета', 'Мне дважды прислали счёт', 'ru'],
    ['faktur', 'Chcę faktur', 'pl'],
    ['発票', '我需要発票和収据', 'zh'],
    ['請求書', 'この請求書は間違っています', 'ja'],
    ['4711', 'Order 4711-B is late', 'en'],
    ['ＡＰＩ', 'The API is down', 'en'],
    ['naïve', 'a naive question', 'en'],
  ])('%s finds "%s" (%s)', (query, text, language) => expect(finds(query, text, language)).toBe(true));

  it.each([
    ['refund', 'Both invoices were paid twice.', 'en'],
    ['paid refund', 'Both invoices were paid twice.', 'en'],
    ['', 'anything', 'en'],
    ['?!…', 'anything', 'en'],
    ['料金', 'この請求書は間違っています', 'ja'],
  ])('%s does not find "%s" (%s)', (query, text, language) =>
    expect(finds(query, text, language)).toBe(false),
  );

  it('has each term once, and an end', () => {
    expect(searchTerms([{ text: 'Pay, paying, PAYS', language: 'en' }])).toEqual(['pai']);
    const many = Array.from({ length: 5_000 }, (_, i) => `w${i}`).join(' ');
    expect(searchTerms([{ text: many, language: 'und' }])).toHaveLength(3_000);
    expect(searchTerms([{ text: 'x'.repeat(100_000), language: 'en' }])[0]).toHaveLength(40);
  });

  it('asks for eight words at most, the longest first', () => {
    const words = queryWords('one two three four five six seven eight nine extraordinary');
    expect(words).toHaveLength(8);
    expect(words[0]?.[0]).toBe('three');
  });
});
