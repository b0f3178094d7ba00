import type { Progress } from '../progress/read-progress.ts';
import type { LiveCursor } from './live-feed.ts';
import { WINDOW } from './live-feed.ts';
import type { LiveChannelName } from './live-channels.ts';

/** A message to one who follows: what a server-sent event or a message of a socket is made of. */
export interface LiveFrame {
  event: string;
  /** Where to go on from after this; absent where the message is a state, which is told anew. */
  id?: string;
  json: string;
}

/** Why the server ended a stream by itself. */
export const DROP_REASONS = {
  slow: 'Events came faster than they were taken, or none was taken for a minute. Connect again from the last id.',
  ended: 'The server stops. Connect again from the last id.',
} as const;

export type DropReason = keyof typeof DROP_REASONS;

/** Where messages go to: a response or a socket. */
export interface LiveTarget {
  /** False: it takes no more until `onDrain` calls back. */
  send(frame: LiveFrame): boolean;
  onDrain(listener: () => void): void;
  /** Says why, and closes. */
  drop(reason: DropReason): void;
}

export interface FollowLiveOptions {
  cursor: LiveCursor;
  channels: ReadonlySet<LiveChannelName>;
  target: LiveTarget;
  hasProgress: boolean;
  /** Whether it goes on from a position of before. */
  isResumed: boolean;
}

const BEATS_UNTIL_DROPPED = 4;

const EACH_STATE = new WeakMap<Progress, string>();
/** The same text for everybody. */
function jsonOf(progress: Progress): string {
  const json = EACH_STATE.get(progress) ?? JSON.stringify(progress);
  EACH_STATE.set(progress, json);
  return json;
}

/**
 * Sends one who follows what there is, as fast as they take it: nothing is queued for them, they read from the window that all share. Whoever is so slow
 * that events are let go before they took them is dropped, with the reason; nobody else notices.
 */
export class LiveFollower {
  readonly #options: FollowLiveOptions;
  #isFull = false;
  #isOver = false;
  #nBeatsFull = 0;
  #progress: Progress | undefined;

  constructor(options: FollowLiveOptions) {
    this.#options = options;
    const { cursor, channels, isResumed, hasProgress } = options;
    const { maxEvents, maxAgeMs } = WINDOW;
    const ready = {
      channels: [...channels, ...(hasProgress ? ['progress'] : [])],
      isResumed,
      window: { maxEvents, maxSeconds: maxAgeMs / 1_000 },
    };
    this.#send({ event: 'ready', id: cursor.position, json: JSON.stringify(ready) });
  }

  /** To be called when there is something to take. */
  readonly more = (): void => {
    if (this.#isOver) return;
    if (!this.#isFull) this.#pump();
    else if (this.#options.cursor.hasGap) this.end('slow');
  };

  /** The newest state: what was not sent of those before is left out. */
  readonly tellProgress = (progress: Progress): void => {
    this.#progress = progress;
    this.more();
  };

  /** To be called every 15 s: tells the position, so that a quiet stream can be gone on with too, and keeps proxies from closing it. */
  readonly beat = (): void => {
    this.more();
    if (this.#isOver) return;
    if (!this.#isFull) {
      this.#nBeatsFull = 0;
      const { position } = this.#options.cursor;
      this.#send({ event: 'position', id: position, json: JSON.stringify({}) });
    } else if (++this.#nBeatsFull >= BEATS_UNTIL_DROPPED) this.end('slow');
  };

  end(reason?: DropReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (reason !== undefined) this.#options.target.drop(reason);
  }

  #pump(): void {
    const { cursor, channels } = this.#options;
    while (!this.#isFull && !this.#isOver) {
      if (this.#progress !== undefined) {
        const json = jsonOf(this.#progress);
        this.#progress = undefined;
        this.#send({ event: 'progress', json });
        continue;
      }
      const after = cursor.position;
      const taken = cursor.take();
      if (taken === undefined) return;
      if (taken === 'gap') {
        const json = JSON.stringify({ after, before: cursor.position });
        this.#send({ event: 'gap', id: cursor.position, json });
      } else if (channels.has(taken.channel))
        this.#send({ event: taken.name, id: taken.id, json: taken.json });
    }
  }

  #send(frame: LiveFrame): void {
    const { target } = this.#options;
    if (target.send(frame)) return;
    this.#isFull = true;
    target.onDrain(() => {
      this.#isFull = false;
      this.#nBeatsFull = 0;
      this.more();
    });
  }
}
