import type { Bounds } from './scalar-types.ts';
import type { SettingType } from './setting.ts';

const MS_PER_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const BYTES_PER_UNIT = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/** A number with a unit, turned into a whole number of the smallest unit; without a unit it is already that. */
const quantity = (
  name: string,
  factors: Readonly<Record<string, number>>,
  examples: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds,
): SettingType<number> => {
  const bySmallCase = new Map(Object.entries(factors).map(([unit, factor]) => [unit.toLowerCase(), factor]));
  return {
    name,
    parse(text) {
      const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
      const factor = unit === '' ? 1 : bySmallCase.get(unit.toLowerCase());
      const value = Math.round(Number(digits) * (factor ?? NaN));
      if (!(value >= min && value <= max)) {
        throw new Error(`expected a ${name} such as ${examples}, from ${min} to ${max}`);
      }
      return value;
    },
  };
};

/** A duration in ms: `250`, `250ms`, `30s`, `5m`, `2h`, `1d`. */
export const durationMs = (bounds: Bounds = {}): SettingType<number> =>
  quantity('duration', MS_PER_UNIT, '250ms, 30s, 5m, 2h or 1d (a number alone is ms)', bounds);

/** A size in bytes: `512`, `512KiB`, `128MiB`, `1GB`; the case of the unit does not matter. */
export const bytes = (bounds: Bounds = {}): SettingType<number> =>
  quantity('size', BYTES_PER_UNIT, '512KiB, 128MiB or 1GB (a number alone is bytes)', bounds);
