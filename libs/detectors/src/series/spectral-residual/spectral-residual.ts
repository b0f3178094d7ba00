import { median } from '@convoscope/statistics';
import { integer, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { saliency } from '../../streaming/spectral-residual/spectral-residual.ts';

const params = {
  smoothing: integer(
    0,
    0,
    100_000,
    'Frequencies that the log spectrum is averaged over; 0: a sixteenth of them. Fewer leave more of the noise in the map.',
  ),
  neighbours: integer(21, 2, 100_000, 'Values on each side that the saliency of a value is compared with.'),
  contextSize: integer(2048, 64, 1_000_000, 'Last fitted values that later ones are seen together with.'),
} as const;
type Checked = Params<typeof params>;

const LARGEST = 1000;
/** Values added at both ends by reflection, as a share: edges would stand out by themselves. */
const PADDING = 0.25;

function reflect(series: Float64Array, size: number, before: number): Float64Array {
  const n = series.length;
  return Float64Array.from({ length: size }, (_, k) => {
    const around = (((k - before) % (2 * n)) + 2 * n) % (2 * n);
    return series[around < n ? around : 2 * n - 1 - around];
  });
}

function judge(series: Float64Array, p: Checked): SeriesJudgement {
  const n = series.length;
  const scores = new Float64Array(n);
  const range = series.reduce((most, value) => Math.max(most, Math.abs(value - series[0])), 0);
  if (n < 8 || range <= 1e-12 * Math.max(Math.abs(series[0]), 1e-12)) return { scores };
  const size = 2 ** Math.ceil(Math.log2(n * (1 + 2 * PADDING)));
  const before = (size - n) >> 1;
  const smoothing = p.smoothing > 0 ? Math.min(p.smoothing, size) : Math.max(3, size >> 4);
  const map = saliency(reflect(series, size, before), smoothing).subarray(before, before + n);
  const usual = Math.max(median(map), 1e-300);
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i] + map[i];
  for (let i = 0; i < n; i++) {
    const [from, to] = [Math.max(0, i - p.neighbours), Math.min(n, i + p.neighbours + 1)];
    const around = Math.max((sums[to] - sums[from] - map[i]) / (to - from - 1), usual);
    scores[i] = Math.max(0, Math.min(LARGEST, (map[i] - around) / around));
  }
  return { scores, parts: { saliency: Float64Array.from(map) } };
}

/**
 * Spectral residual of the whole series: how much a value stands out of the saliency map of its neighbours, in their mean. Good for
 * spikes and sudden jumps in seasonal series, without being told the season; blind to slow drift and to shapes. At most 1000.
 * Cost: O(n log n). Source: Ren et al., KDD 2019; the streaming detector of this name looks at a window only.
 */
export const seriesSpectralResidual: SeriesDetectorFactory = defineSeriesDetector({
  name: 'spectral-residual',
  summary: 'values that stand out of what the spectrum repeats',
  params,
  fit: (series: Float64Array, p: Checked) => ({
    model: { context: series.slice(-p.contextSize) },
    judgement: judge(series, p),
  }),
  score({ context }, series, p) {
    const joined = new Float64Array(context.length + series.length);
    joined.set(context);
    joined.set(series, context.length);
    const { scores, parts } = judge(joined, p);
    const after = (part: Float64Array): Float64Array => part.slice(context.length);
    return {
      scores: after(scores),
      ...(parts === undefined ? {} : { parts: { saliency: after(parts.saliency) } }),
    };
  },
});
