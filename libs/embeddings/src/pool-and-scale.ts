/** What a model gave: a vector a text, or a vector a token of each text. */
export interface ModelOutput {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/**
 * One vector of length 1 a text: the mean over the text's own tokens where the model gives a vector a token. `lengths` are the
 * numbers of tokens that are no padding. Throws RangeError for another shape.
 */
export function poolAndScale({ values, dims }: ModelOutput, lengths: readonly number[]): Float32Array {
  const nTexts = lengths.length;
  const [n, second = 0, third] = dims;
  if (n !== nTexts || dims.length < 2 || dims.length > 3)
    throw new RangeError(`the model gave the shape [${dims.join(', ')}] for ${nTexts} texts`);
  const width = third ?? second;
  const vectors = third === undefined ? Float32Array.from(values) : new Float32Array(nTexts * width);
  if (third !== undefined)
    for (let text = 0; text < nTexts; text++)
      for (let token = 0; token < lengths[text]!; token++) {
        const from = (text * second + token) * width;
        for (let k = 0; k < width; k++) vectors[text * width + k]! += values[from + k]!;
      }
  for (let text = 0; text < nTexts; text++) scaleToUnit(vectors.subarray(text * width, (text + 1) * width));
  return vectors;
}

function scaleToUnit(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return;
  const factor = 1 / Math.sqrt(squares);
  for (let k = 0; k < vector.length; k++) vector[k]! *= factor;
}
