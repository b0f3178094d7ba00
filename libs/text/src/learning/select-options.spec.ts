import { describe, expect, it } from '@jest/globals';
import { selectOptions } from './select-options.ts';

const NOUNS = ['plot', 'cast', 'music', 'ending', 'script', 'hero', 'pace', 'sound', 'style', 'scene'];
const GOOD = ['good', 'great', 'wonderful', 'lovely', 'excellent', 'brilliant'];
const BAD = ['bad', 'awful', 'terrible', 'boring', 'horrible', 'poor'];
/** Each feeling word occurs only with some nouns: who knows which words are kind tells the rest. */
const FEELINGS = NOUNS.flatMap((noun, at) => [
  { text: `the ${noun} was ${GOOD[at % GOOD.length]}`, label: 'positive' },
  { text: `the ${noun} was ${BAD[at % BAD.length]}`, label: 'negative' },
]);

describe('the choice of options', () => {
  it('is made by cross-validation, best first', () => {
    const { options, tried } = selectOptions(FEELINGS);
    expect(options.readsFeelings).toBe(true);
    expect(tried[0]).toMatchObject(options);
    expect(tried.map(({ score }) => score)).toEqual(tried.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('is left to the defaults where there is little to choose from', () => {
    expect(selectOptions(FEELINGS.slice(0, 6))).toEqual({ options: {}, tried: [] });
  });

  it('is the same again', () => expect(selectOptions(FEELINGS)).toEqual(selectOptions(FEELINGS)));
});
