import { describe, expect, it } from '@jest/globals';
import { alignReadings, type Readings } from './align-readings.ts';
import { assessMachine } from './assess-machine.ts';
import { generatePlant, type PlantReading } from './generate-plant.ts';

const HOUR_MS = 3_600_000;
const SENSORS = ['load', 'flow', 'pressure', 'temperature', 'vibration'];
const N_GOOD = 15 * 24;

const toReadings = (all: readonly PlantReading[], machine: string): Readings => {
  const own = all.filter((reading) => reading.machine === machine);
  return {
    codes: own.map(({ sensor }) => SENSORS.indexOf(sensor)),
    instants: own.map(({ time }) => Date.parse(time)),
    values: own.map(({ value }) => value),
    sensors: SENSORS,
  };
};

describe.each([1, 2, 3])('a plant, seed %i', (seed) => {
  const { readings } = generatePlant(seed);
  const assess = (machine: string, thresholds: [string, number][] = []) => {
    const aligned = alignReadings(toReadings(readings, machine));
    const byColumn = new Map(thresholds.map(([sensor, at]) => [SENSORS.indexOf(sensor), at]));
    return assessMachine(aligned.table, { nGood: N_GOOD, thresholds: byColumn });
  };
  const named = (sensors: readonly { sensor: number }[]) => sensors.map(({ sensor }) => SENSORS[sensor]);

  it('leaves the pump that is well alone', () => {
    const { health, breaks, thresholds } = assess('pump-1', [['vibration', 4]]);
    expect(health.at(-1)).toBeGreaterThan(50);
    expect([...health].sort((a, b) => a - b)[Math.floor(health.length / 2)]).toBeGreaterThan(80);
    expect([breaks, thresholds[0]!.trend]).toEqual([[], 'none']);
  });

  it('sees a bearing wear, by which sensors, and how long it will do', () => {
    const { health, parts, thresholds } = assess('pump-2', [['vibration', 6]]);
    expect(health.at(-1)).toBe(0);
    expect(named(parts).slice(0, 2).sort()).toEqual(['temperature', 'vibration']);
    expect(parts[0]!.share + parts[1]!.share).toBeGreaterThan(0.9);
    const [{ trend, earliest, steps, latest } = { trend: 'none', earliest: 0, steps: 0, latest: 0 }] =
      thresholds;
    expect([trend, earliest! <= steps!, latest === null || steps! <= latest]).toEqual([
      'towards',
      true,
      true,
    ]);
  });

  it('sees a valve stick, though each sensor alone looks usual', () => {
    const { breaks } = assess('pump-3');
    const flow = breaks.filter(({ first, second }) => first === 1 && second === 2);
    expect(flow.length).toBeGreaterThan(0);
    expect(Math.min(...flow.map(({ at }) => Math.abs(at - 480)))).toBeLessThan(24);
    expect(Math.abs(flow.at(-1)!.after)).toBeLessThan(0.3);
  });

  it('sees pressure fall at once', () => {
    const { health, parts } = assess('pump-4');
    expect([health.at(-1), named(parts)[0]]).toEqual([0, 'pressure']);
    // Not before it fell: 480 rows, of which the first 360 are the good ones.
    expect(health.slice(0, 120).filter((value) => value < 30)).toHaveLength(0);
  });
});

describe('readings at even steps', () => {
  const at = (codes: number[], hours: number[], values: number[]): Readings => ({
    ...{ codes, values, instants: hours.map((hour) => hour * HOUR_MS), sensors: ['a', 'b'] },
  });

  it('are means of a step in any order, the last value in short gaps', () => {
    const { table, instants, nLeftOut } = alignReadings(
      at([1, 0, 1, 0, 0, 1, 0, 0], [0, 0, 1, 1, 1.5, 2, 3, 4], [10, 1, 11, 2, 4, 12, 5, 6]),
    );
    expect([...table.data]).toEqual([1, 10, 3, 11, 3, 12, 5, 12, 6, 12]);
    expect([[...instants].map((ms) => ms / HOUR_MS), nLeftOut]).toEqual([[0, 1, 2, 3, 4], 0]);
  });

  it('leave out what is missing for long: steps, and sensors', () => {
    const hours = Array.from({ length: 12 }, (_, i) => i);
    const codes = [...hours.map(() => 0), ...[0, 1, 2, 3, 9, 10, 11].map(() => 1)];
    const gap = alignReadings(
      at(
        codes,
        [...hours, 0, 1, 2, 3, 9, 10, 11],
        codes.map(() => 1),
      ),
    );
    expect([gap.table.nRows, gap.nLeftOut, gap.silent]).toEqual([10, 2, []]);
    const silent = alignReadings(
      at([...hours.map(() => 0), 1], [...hours, 3], new Array<number>(13).fill(1)),
    );
    expect([silent.sensors, silent.silent, silent.table.nRows]).toEqual([['a'], ['b'], 12]);
  });

  it('are refused where there are none', () => {
    expect(() => alignReadings(at([], [], []))).toThrow('no sensor has readings of two instants');
    expect(() => alignReadings(at([0, 0, 0], [0, 1, 1e8], [1, 2, 3]))).not.toThrow();
    expect(() =>
      assessMachine(alignReadings(at([0, 0, 0], [0, 1, 2], [1, 2, 3])).table, { nGood: 2 }),
    ).toThrow('at least 20 good');
  });
});
