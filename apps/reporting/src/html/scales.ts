/** A linear scale from values to pixels. */
export type Scale = (value: number) => number;

export const linear =
  (domain: readonly [number, number], range: readonly [number, number]): Scale =>
  (value) => {
    const span = domain[1] - domain[0];
    return span === 0 ? range[0] : range[0] + ((value - domain[0]) / span) * (range[1] - range[0]);
  };

/** Round values from 0 to at least `max`, about `count` of them, in steps of 1, 2 or 5 times a power of ten. Whole numbers only where `isWhole`. */
export function ticksTo(max: number, count = 4, isWhole = true): number[] {
  const rough = Math.max(max, isWhole ? 1 : 1e-9) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough;
  const used = isWhole ? Math.max(1, Math.round(step)) : step;
  return Array.from({ length: Math.ceil(max / used - 1e-9) + 1 }, (_, i) => i * used);
}

/** Pixels with at most one decimal, as SVG wants them. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);
