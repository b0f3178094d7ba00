import { createHash } from 'node:crypto';
import { maskSecrets } from './clean-text.ts';

/** An error as it is told apart from others: by what it is and where it comes from, not by the ids and figures in its message. */
export interface KnownError {
  fingerprint: string;
  name: string;
  code: string | null;
  /** Without credentials; shortened. */
  message: string;
  /** The first frames, without the folder of the installation. */
  frames: string[];
}

const LONGEST_MESSAGE = 300;
const MOST_FRAMES = 8;
/** Frames that tell errors apart: deeper ones differ by who asked. */
const TELLING_FRAMES = 3;

/** `at load (file:///app/libs/x/dist/y.js:12:5)` as `load libs/x/dist/y.js`: lines move with each release. */
function toFrame(line: string): string | null {
  const [, called, bracketed, bare] = /^\s*at (?:(.+?) \((.+?):\d+:\d+\)|(.+?):\d+:\d+)$/.exec(line) ?? [];
  const file = (bracketed ?? bare)
    ?.replace(/^file:\/\//, '')
    .replace(/^.*?\/((?:libs|apps|node_modules)\/)/, '$1');
  if (file === undefined || file.startsWith('node:')) return null;
  return `${called ?? '(anonymous)'} ${file}`;
}

/** The message without what changes from one time to the next: numbers, ids, quoted text. */
const toPattern = (message: string): string =>
  message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '?')
    .replace(/[0-9a-f]{8,}(?:-[0-9a-f]{4,})*/gi, '?')
    .replace(/\d+/g, '#');

/** What an error is known by. The same fault has the same fingerprint in every process and, while its code stays where it is, in every release. */
export function recogniseError(error: Error): KnownError {
  const frames = (error.stack ?? '').split('\n').flatMap((line) => toFrame(line) ?? []);
  const code =
    typeof (error as { code?: unknown }).code === 'string' ? (error as { code: string } & Error).code : null;
  const message = maskSecrets(error.message).slice(0, LONGEST_MESSAGE);
  // Frames of libraries below ours depend on who waits: the same fault has others before and after an await.
  const own = frames.filter((frame) => !frame.includes('node_modules/'));
  const known = own.length > 0 ? own : frames;
  const telling = known.length > 0 ? known.slice(0, TELLING_FRAMES) : [toPattern(message)];
  const fingerprint = createHash('sha256')
    .update([error.name, code ?? '', ...telling].join('\n'))
    .digest('hex')
    .slice(0, 16);
  return { fingerprint, name: error.name, code, message, frames: frames.slice(0, MOST_FRAMES) };
}
