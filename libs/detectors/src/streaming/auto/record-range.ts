/** One side of a range: its extreme, and the largest of its block maxima, which say how far apart extremes lie. Values are mirrored for the low side. */
interface Side {
  extreme: number;
  previousExtreme: number;
  /** Largest value since the last full step. */
  running: number;
  /** Largest maxima of steps, descending, of the current and of the previous block. */
  tops: number[];
  previousTops: number[];
}

/** Smallest and largest value of the current and of the previous block of records: a range that forgets after two blocks. */
export interface RecordRange {
  readonly high: Side;
  readonly low: Side;
  nInBlock: number;
  nSeen: number;
}

const createSide = (): Side => ({
  extreme: -Infinity,
  previousExtreme: -Infinity,
  running: -Infinity,
  tops: [],
  previousTops: [],
});

export const createRange = (): RecordRange => ({
  high: createSide(),
  low: createSide(),
  nInBlock: 0,
  nSeen: 0,
});

/** Excesses above this many units say nothing more. */
export const LARGEST_EXCESS = 50;
/** Records of which the largest counts: extremes that follow each other at once are one. Six hours of five minutes. */
const STEP = 72;
/** Maxima that the tail is estimated from, and the fewest that say anything. */
const [N_TOPS, FEWEST_TOPS] = [20, 4];
/** Share of the range's width that is added to the tail's scale: keeps bounded and rounded values from scoring for a hair's breadth. */
const WIDTH_SHARE = 0.1;

const highestOf = ({ extreme, previousExtreme }: Side): number => Math.max(extreme, previousExtreme);

/** Mean distance of the largest maxima from the next one: the scale of an exponential tail. 0 while too few were seen. */
function tailScale({ tops, previousTops }: Side): number {
  const largest = [...tops, ...previousTops].sort((a, b) => b - a).slice(0, N_TOPS + 1);
  if (largest.length < FEWEST_TOPS) return 0;
  const last = largest.pop()!;
  return largest.reduce((sum, value) => sum + value - last, 0) / largest.length;
}

/**
 * How far a value lies outside of everything in the range; 0 inside, 0 while fewer than `warmUp` were seen. The unit is what new extremes of
 * this series usually exceed old ones by, so that spiky and calm series can share one threshold, and a tenth of the range's width.
 * Source of the unit: mean excess over a high threshold, Pickands (1975), with the shape of an exponential tail.
 */
export function excessOf({ high, low, nSeen }: RecordRange, value: number, warmUp: number): number {
  if (nSeen < warmUp) return 0;
  const [top, bottom] = [highestOf(high), -highestOf(low)];
  if (value <= top && value >= bottom) return 0;
  const width = Math.max(top - bottom, 1e-9 * Math.abs(top), 1e-12);
  const beyond = value > top ? value - top : bottom - value;
  return Math.min(beyond / (WIDTH_SHARE * width + tailScale(value > top ? high : low)), LARGEST_EXCESS);
}

function widenSide(side: Side, value: number, isStepFull: boolean): void {
  side.extreme = Math.max(side.extreme, value);
  side.running = Math.max(side.running, value);
  if (!isStepFull) return;
  side.tops.push(side.running);
  side.tops.sort((a, b) => b - a);
  if (side.tops.length > N_TOPS + 1) side.tops.pop();
  side.running = -Infinity;
}

function beginBlock(side: Side): void {
  side.previousExtreme = side.extreme;
  side.extreme = -Infinity;
  side.previousTops = side.tops;
  side.tops = [];
}

/** Takes a value in; a full block becomes the previous one. */
export function widenRange(range: RecordRange, value: number, blockSize: number): void {
  if (range.nInBlock === blockSize) {
    beginBlock(range.high);
    beginBlock(range.low);
    range.nInBlock = 0;
  }
  range.nSeen = Math.min(range.nSeen + 1, 1e9);
  range.nInBlock++;
  const isStepFull = range.nInBlock % STEP === 0;
  widenSide(range.high, value, isStepFull);
  widenSide(range.low, -value, isStepFull);
}
