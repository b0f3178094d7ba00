import { cleanForTerminal } from '@convoscope/telemetry';
import type { WriteStream } from 'node:tty';

/** What the start shows: finished lines, and one line that changes in place on a terminal. */
export interface Terminal {
  line(text?: string): void;
  /** Replaces the changing line; elsewhere than on a terminal it is printed at most every five seconds. */
  progress(text: string): void;
  /** Ends the changing line, leaving `text` in its place. */
  done(text: string): void;
}

const ELSEWHERE_EVERY_MS = 5000;

export function createTerminal(out: WriteStream | NodeJS.WriteStream, now: () => number): Terminal {
  const isLive = out.isTTY === true;
  let printedAt = -Infinity;
  const replace = (text: string): void => {
    out.write(`\r\u001b[2K${text}`);
  };
  return {
    line: (text = '') => void out.write(`${cleanForTerminal(text)}\n`),
    progress(given) {
      const text = cleanForTerminal(given);
      if (isLive) return replace(text);
      if (now() - printedAt < ELSEWHERE_EVERY_MS) return undefined;
      printedAt = now();
      out.write(`${text}\n`);
    },
    done(given) {
      const text = cleanForTerminal(given);
      if (isLive) replace(`${text}\n`);
      else out.write(`${text}\n`);
    },
  };
}

const BAR_CELLS = 24;

/** `████████░░░░ 42 %` */
export function progressBar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}
