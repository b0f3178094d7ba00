/** Heat maps of scores over the plane, small multiples: a row a detector, a column an example. */
import { createMatrix, rowOf, type Matrix } from '@convoscope/detectors';
import { averageRanks } from '@convoscope/statistics';
import type { Example } from './examples.ts';
import { encodePng } from './png.ts';

const GRID = 72;
const SIDE = 190;
const GAP = 12;
const [TOP, BOTTOM] = [30, 46];
/** Room for the detectors' names: at least this, more for a long one. */
const [LEAST_LEFT, CHARACTER] = [132, 8];
const MARGIN = 0.16;

/** From ordinary to odd; light to dark, so that it also works without colours. */
const PALETTE = [[255, 255, 240], [255, 237, 188], [254, 200, 120], [246, 140, 72], [214, 69, 54], [128, 18, 46]] as const; // prettier-ignore

/** What a row of the picture shows: the scores of any points, and from which score on a point counts as odd. */
export interface Scored {
  score(points: Matrix): Float64Array;
  readonly threshold: number;
}

export interface PictureRow {
  readonly title: string;
  fit(table: Matrix): Scored;
}

interface Window {
  readonly low: readonly [number, number];
  readonly size: readonly [number, number];
}

function windowOf({ table }: Example): Window {
  const axis = (j: number): Float64Array => table.data.filter((_, at) => at % 2 === j);
  const [x, y] = [axis(0), axis(1)];
  const span = (values: Float64Array): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low - MARGIN * (high - low), (high - low) * (1 + 2 * MARGIN)];
  };
  const [[left, width], [bottom, height]] = [span(x), span(y)];
  return { low: [left, bottom], size: [width, height] };
}

/** Points of the grid, row by row from the top. */
function gridOf({ low, size }: Window): Matrix {
  const data = new Float64Array(GRID * GRID * 2);
  for (let r = 0; r < GRID; r++)
    for (let c = 0; c < GRID; c++) {
      data[2 * (r * GRID + c)] = low[0] + (size[0] * (c + 0.5)) / GRID;
      data[2 * (r * GRID + c) + 1] = low[1] + (size[1] * (GRID - r - 0.5)) / GRID;
    }
  return createMatrix(data, GRID * GRID, 2);
}

/** Colours by the rank of the score in the panel: every detector has a scale of its own. */
function heatOf(scores: Float64Array): string {
  const ranks = averageRanks(scores);
  const pixels = new Uint8Array(scores.length * 3);
  scores.forEach((_, i) => {
    const at = (((ranks[i] ?? 1) - 1) / Math.max(1, scores.length - 1)) * (PALETTE.length - 1);
    const [from, to] = [PALETTE[Math.floor(at)] ?? PALETTE[0], PALETTE[Math.ceil(at)] ?? PALETTE[0]];
    from.forEach((value, k) => (pixels[3 * i + k] = value + ((to[k] ?? value) - value) * (at % 1)));
  });
  return encodePng(pixels, GRID, GRID).toString('base64');
}

const CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]] as const; // prettier-ignore

/** Segments of the line on which the score is `level` (marching squares). */
function contourOf(scores: Float64Array, level: number): string {
  const step = SIDE / GRID;
  let path = '';
  for (let r = 0; r + 1 < GRID; r++)
    for (let c = 0; c + 1 < GRID; c++) {
      const values = CORNERS.map(([dx, dy]) => (scores[(r + dy) * GRID + c + dx] ?? level) - level);
      const crossings: string[] = [];
      for (let side = 0; side < 4; side++) {
        const [a, b] = [values[side] ?? 0, values[(side + 1) % 4] ?? 0];
        if (a > 0 === b > 0) continue;
        const share = a / (a - b);
        const [[ax, ay], [bx, by]] = [CORNERS[side] ?? CORNERS[0], CORNERS[(side + 1) % 4] ?? CORNERS[0]];
        const x = (c + 0.5 + ax + (bx - ax) * share) * step;
        const y = (r + 0.5 + ay + (by - ay) * share) * step;
        crossings.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
      }
      for (let k = 0; k + 1 < crossings.length; k += 2) path += `M${crossings[k]}L${crossings[k + 1]}`;
    }
  return path;
}

function pointsOf({ table, nOrdinary }: Example, { low, size }: Window): { ordinary: string; odd: string } {
  const place = (i: number): string => {
    const [x = 0, y = 0] = rowOf(table, i);
    const across = ((x - low[0]) / size[0]) * SIDE;
    return `M${across.toFixed(1)} ${(SIDE - ((y - low[1]) / size[1]) * SIDE).toFixed(1)}h0`;
  };
  const all = Array.from({ length: table.nRows }, (_, i) => place(i));
  return { ordinary: all.slice(0, nOrdinary).join(''), odd: all.slice(nOrdinary).join('') };
}

function panelOf(row: PictureRow, example: Example): string {
  const scored = row.fit(example.table);
  const window = windowOf(example);
  const scores = scored.score(gridOf(window));
  const { ordinary, odd } = pointsOf(example, window);
  return [
    `<image width="${SIDE}" height="${SIDE}" preserveAspectRatio="none" href="data:image/png;base64,${heatOf(scores)}"/>`,
    `<path d="${contourOf(scores, scored.threshold)}" class="line"/>`,
    `<path d="${ordinary}" class="ordinary"/><path d="${odd}" class="rim"/><path d="${odd}" class="odd"/>`,
    `<rect width="${SIDE}" height="${SIDE}" class="frame"/>`,
  ].join('');
}

const STYLE = [
  'text{font:13px system-ui,sans-serif;fill:#222}',
  '.small{font-size:11px;fill:#555}',
  'path{fill:none;stroke-linecap:round}',
  '.ordinary{stroke:#1b2a41;stroke-width:2.4;stroke-opacity:.75}',
  '.rim{stroke:#000;stroke-width:7.5}',
  '.odd{stroke:#fff;stroke-width:5}',
  '.line{stroke:#0b6e99;stroke-width:1.3}',
  '.frame{fill:none;stroke:#999;stroke-width:.7}',
].join('');

const LEGEND = [
  'Colour: rank of the score within the panel, light = ordinary, dark = odd. Blue line: the score that 3 % of the rows exceed.',
  'Dots: ordinary rows; rings: planted anomalies, which no detector was told of.',
];

/** The picture as SVG. */
export function drawHeatMaps(rows: readonly PictureRow[], examples: readonly Example[]): string {
  const left = Math.max(LEAST_LEFT, ...rows.map(({ title }) => 20 + CHARACTER * title.length));
  const width = left + examples.length * (SIDE + GAP);
  const height = TOP + rows.length * (SIDE + GAP) + BOTTOM;
  const headings = examples.map(
    ({ title }, c) =>
      `<text x="${left + c * (SIDE + GAP) + SIDE / 2}" y="20" text-anchor="middle">${title}</text>`,
  );
  const panels = rows.flatMap((row, r) => [
    `<text x="${left - 12}" y="${TOP + r * (SIDE + GAP) + SIDE / 2}" text-anchor="end">${row.title}</text>`,
    ...examples.map(
      (example, c) =>
        `<g transform="translate(${left + c * (SIDE + GAP)} ${TOP + r * (SIDE + GAP)})">${panelOf(row, example)}</g>`,
    ),
  ]);
  const legend = LEGEND.map(
    (text, i) => `<text class="small" x="${GAP}" y="${height - BOTTOM + 16 + 16 * i}">${text}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<!-- Generated by tools/docs/detector-pictures.ts -->',
    `<style>${STYLE}</style><rect width="100%" height="100%" fill="#fff"/>`,
    ...headings,
    ...panels,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
