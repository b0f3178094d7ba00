/** Runs work that is cut into steps to its end, without a pause. */
export function runToEnd<R>(steps: Generator<unknown, R, void>): R {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as R;
  }
}

/**
 * The same steps with the caller's `pause` between them (`() => new Promise(setImmediate)` in Node), so that other work goes on:
 * `for await` over it, or take its last value with `next`. Leaving the loop stops the work.
 */
export async function* pauseBetween<P, R>(
  steps: Generator<P, R, void>,
  pause: () => Promise<unknown>,
): AsyncGenerator<P, R, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield step.value;
    await pause();
  }
}
