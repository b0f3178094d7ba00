import { DOUBLE_PRODUCTS, SINGLE_PRODUCTS } from './row-products.wasm.ts';

/** Room for rows of two tables and the dot products of all pairs of them. Fill `left` and `right`, multiply, read `out`. */
export interface RowProducts<Values extends Float32Array | Float64Array> {
  /** Numbers from one row to the next, at least the width; those beyond the width stay 0. */
  readonly stride: number;
  readonly left: Values;
  readonly right: Values;
  /** Product of row `a` of the left with row `b` of the right at `a * nRight + b`, `nRight` as given to `multiply`, rounded up to even. */
  readonly out: Values;
  /** Uses the first rows of each side; `nLeft` counts in fours and `nRight` in twos, what is in the rows between is multiplied too. */
  multiply(nLeft: number, nRight: number): void;
}

export interface RowProductsSize {
  readonly nLeft: number;
  readonly nRight: number;
  readonly width: number;
}

const PAGE_BYTES = 65_536;
/** Bytes of a SIMD register. */
const LANE_BYTES = 16;
const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

type Products = (
  left: number,
  right: number,
  out: number,
  nLeft: number,
  nRight: number,
  bytes: number,
) => void;

const compiled = new Map<string, WebAssembly.Module>();

function instantiate(code: string, memory: WebAssembly.Memory): Products {
  let module = compiled.get(code);
  if (module === undefined) {
    module = new WebAssembly.Module(Buffer.from(code, 'base64'));
    compiled.set(code, module);
  }
  return new WebAssembly.Instance(module, { m: { memory } }).exports.products as Products;
}

function create<Values extends Float32Array | Float64Array>(
  code: string,
  View: { new (buffer: ArrayBuffer, at: number, length: number): Values; readonly BYTES_PER_ELEMENT: number },
  size: RowProductsSize,
): RowProducts<Values> {
  const bytes = View.BYTES_PER_ELEMENT;
  const stride = roundUp(size.width, LANE_BYTES / bytes);
  const [nLeft, nRight] = [roundUp(size.nLeft, 4), roundUp(size.nRight, 2)];
  const rightAt = nLeft * stride * bytes;
  const outAt = rightAt + nRight * stride * bytes;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((outAt + nLeft * nRight * bytes) / PAGE_BYTES),
  });
  const products = instantiate(code, memory);
  return {
    stride,
    left: new View(memory.buffer, 0, nLeft * stride),
    right: new View(memory.buffer, rightAt, nRight * stride),
    out: new View(memory.buffer, outAt, nLeft * nRight),
    multiply: (rows, others) =>
      products(0, rightAt, outAt, roundUp(rows, 4), roundUp(others, 2), stride * bytes),
  };
}

/** Dot products of doubles: some 9e9 multiplications and additions a second on one core, nine times a plain loop. */
export const createRowProducts = (size: RowProductsSize): RowProducts<Float64Array> =>
  create(DOUBLE_PRODUCTS, Float64Array, size);

/** As `createRowProducts` in single precision: twice as fast. The error of a product is at most (width / 4 + 4) / 2^24 of the two lengths. */
export const createSingleRowProducts = (size: RowProductsSize): RowProducts<Float32Array> =>
  create(SINGLE_PRODUCTS, Float32Array, size);
