import { describe, expect, it } from '@jest/globals';
import { courseOption } from './course-option.ts';
import { forecastOption } from './forecast-option.ts';
import { meanOption } from './mean-option.ts';
import { DARK, LIGHT, PALETTE_NAMES, type Palette } from './palette.ts';
import { renderSvg } from './render-svg.ts';
import { shareOption } from './share-option.ts';
import { volumeOption } from './volume-option.ts';

const colour = (name: string): string => `var(${name})`;
const place = (name: string) => ({ colour, name, width: 600, height: 200 });
const NAMES = { now: 'this week', before: 'week before' };

const countOf = (svg: string, piece: string): number => svg.split(piece).length - 1;

/** Contrast of two colours (WCAG 2.2, 1.4.3). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('charts without a browser', () => {
  const week = [5, 9, null, 4].map((value, i) => ({
    ...{ label: `day ${i}`, value, previous: i === 0 ? null : 3, isMarked: i === 1 },
  }));

  it('are the same text each time, whatever was drawn before', () => {
    const first = renderSvg(volumeOption(week, NAMES, 600), place('volume'));
    renderSvg(courseOption([1, 2, 3]), place('course'));
    expect(renderSvg(volumeOption(week, NAMES, 600), place('volume'))).toBe(first);
    expect(first).not.toMatch(/zr\d/);
  });

  it('leave a day without data empty, and mark what is unusual by form too', () => {
    const svg = renderSvg(volumeOption(week, NAMES, 600), place('volume'));
    const zero = renderSvg(
      volumeOption(
        week.map((point) => ({ ...point, value: point.value ?? 1 })),
        NAMES,
        600,
      ),
      place('volume'),
    );
    expect(countOf(zero, 'fill="var(--accent)"')).toBe(countOf(svg, 'fill="var(--accent)"') + 1);
    expect(countOf(svg, 'fill="var(--busy)"')).toBe(2);
  });

  it('have colours by name, so that they follow the page around them', () => {
    expect(renderSvg(courseOption([1, null, 3, 4]), place('a'))).toContain('stroke="var(--accent)"');
  });

  it('draw what is expected dashed, in two bands, also below zero', () => {
    const band = { low95: -4, low80: -3, value: -1, high80: 1, high95: 2 };
    const ahead = ['c', 'd'].map((label) => ({ label, ...band }));
    const svg = renderSvg(forecastOption([{ label: 'a', value: 1 }, { label: 'b', value: 0 }], ahead), place('f')); // prettier-ignore
    expect(countOf(svg, 'stroke-dasharray')).toBe(1);
    expect([countOf(svg, 'fill-opacity="0.14"'), countOf(svg, 'fill-opacity="0.28"')]).toEqual([2, 1]);
  });

  it('draw a mean with its interval, in pieces where there is a gap', () => {
    const points = [0.2, 0.3, null, -0.4, -0.3].map((value, i) => ({
      ...{ label: String(i), value, low: value === null ? null : value - 0.1 },
      high: value === null ? null : value + 0.1,
    }));
    const svg = renderSvg(meanOption(points, 'sentiment'), place('mean'));
    expect(svg).toContain('−0.6');
    expect(svg).toContain('+0.6');
    expect(svg).not.toContain('NaN');
  });

  it('draw shares with what stands beside them', () => {
    const svg = renderSvg(
      shareOption([{ label: 'Billing <b>', share: 0.4, text: '40 %', previous: 0.1 }]),
      place('shares'),
    );
    expect(svg).toContain('40 %');
    expect(svg).toContain('Billing &lt;b&gt;');
  });
});

describe('the colours', () => {
  const READ: readonly [keyof Palette, keyof Palette][] = [
    ...(['text', 'text-soft', 'accent', 'good', 'bad', 'busy'] as const).flatMap(
      (text): [keyof Palette, keyof Palette][] => [
        [text, 'surface'],
        [text, 'ground'],
      ],
    ),
    ['good', 'good-soft'],
    ['bad', 'bad-soft'],
    ['busy', 'busy-soft'],
  ];

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ] as const)('can be read in %s: a contrast of 4.5 at least', (_name, palette) => {
    expect(Object.keys(palette)).toEqual([...PALETTE_NAMES]);
    const faint = READ.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);
    expect(faint).toEqual([]);
  });
});
