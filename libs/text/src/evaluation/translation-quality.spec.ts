import { describe, expect, it } from '@jest/globals';
import { bleuOf } from './bleu.ts';
import { chrfOf } from './chrf.ts';

const SEGMENTS = (
  [
    ["The house is big, isn't it?", "The house is large, isn't it?"],
    ['He paid 3,500.75 dollars on 2024-05-01.', 'He has paid $3,500.75 on 2024-05-01.'],
    ['The cat sat on the mat', 'the cat is sitting on the mat.'],
    ['Wir haben das Paket gestern verschickt.', 'Das Paket wurde gestern verschickt.'],
    ['我们 昨天 发 了 包裹。', '我们昨天寄出了包裹。'],
    ['', 'Nothing came back'],
    ['Tom & Jerry &quot;run&quot; <fast>', 'Tom & Jerry "run" fast'],
  ] as const
).map(([translation, reference]) => ({ translation, reference }));

describe('translations beside references', () => {
  // By sacrebleu 2: corpus_bleu and corpus_chrf with their defaults.
  it('are judged as sacrebleu judges them, together', () => {
    expect(bleuOf(SEGMENTS)).toBeCloseTo(44.97651553529568, 6);
    expect(chrfOf(SEGMENTS)).toBeCloseTo(53.79363482299456, 6);
  });

  it.each(
    [
      [50, 66.17194347662291],
      [56.968226513255445, 62.58760220065381],
      [23.263472697663296, 40.110880110102066],
      [26.269098944241588, 69.85633387586917],
      [0, 38.419556309772176],
    ].map(([bleu, chrf], at) => [at, bleu!, chrf!] as const),
  )('and one by one: %s', (at, bleu, chrf) => {
    expect(bleuOf([SEGMENTS[at]!])).toBeCloseTo(bleu, 6);
    expect(chrfOf([SEGMENTS[at]!])).toBeCloseTo(chrf, 6);
  });

  it('have 100 where they are the reference, and 0 where there is nothing', () => {
    const same = [{ translation: 'the very same words here', reference: 'the very same words here' }];
    expect([bleuOf(same), chrfOf(same)]).toEqual([100, 100].map((value) => expect.closeTo(value, 6)));
    expect([bleuOf([]), chrfOf([])]).toEqual([0, 0]);
  });
});
