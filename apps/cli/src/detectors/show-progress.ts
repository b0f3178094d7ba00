import type { Writable } from 'node:stream';
import type { OnProgress } from './detector-desk.ts';

const secondsText = (seconds: number | null): string =>
  seconds === null ? '' : `, about ${Math.max(1, Math.round(seconds))} s left`;

/** A line each time that another part of the work begins. */
export function progressLines(out: Writable): OnProgress {
  let last = '';
  return ({ phase, share, secondsLeft }) => {
    if (phase === last) return;
    last = phase;
    out.write(`${phase} (${Math.round(share * 100)} %${secondsText(secondsLeft)})\n`);
  };
}
