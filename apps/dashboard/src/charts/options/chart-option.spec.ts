import { expect, it } from '@jest/globals';
import { mirror } from './chart-option.ts';

it('runs from right to left with its values on the right', () =>
  expect(
    mirror({ grid: { left: 44, right: 12, top: 18 }, xAxis: { type: 'category' }, yAxis: { type: 'value' } }),
  ).toEqual({
    grid: { left: 12, right: 44, top: 18 },
    xAxis: { type: 'category', inverse: true },
    yAxis: { type: 'value', position: 'right' },
  }));
