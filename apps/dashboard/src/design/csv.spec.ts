import { expect, it } from '@jest/globals';
import { toCsv } from './csv.ts';

it('quotes what needs it, leaves out what is not there, and lets no text run as a formula', () =>
  expect(
    toCsv(
      ['a', 'b,c'],
      [
        ['x "y"', -1],
        [null, '=1+1'],
        ['two\nlines', '-2'],
      ],
    ),
  ).toBe('a,"b,c"\r\n"x ""y""",-1\r\n,\'=1+1\r\n"two\nlines",\'-2\r\n'));
