/** Turns texts into vectors whose angles say how alike the texts are. */
export interface Embedder {
  /** The model, or the models joined by "+". */
  readonly name: string;
  /** Which bytes it is: vectors of different fingerprints may not be compared. */
  readonly fingerprint: string;
  readonly nDimensions: number;
  /** What computes, such as "cpu". */
  readonly device: string;
  /**
   * One vector of length 1 a text, one after the other, in the order of the texts. An empty text gives what the model
   * says of nothing. The same text gives the same vector within 1e-3, whatever is embedded beside it. Cost: about 2 ms of CPU a short text.
   */
  embed(texts: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}
