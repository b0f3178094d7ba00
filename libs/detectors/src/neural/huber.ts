/** Slope of Huber's loss (half the square up to an error of 1, linear beyond): one far row cannot pull a network to itself. */
export const huberSlope = (error: number): number => Math.max(-1, Math.min(1, error));
