import { HttpProblem } from '../http/problem.ts';
import type { ProgressFeed } from '../progress/progress-feed.ts';
import type { Progress } from '../progress/read-progress.ts';
import { LiveFollower, type LiveTarget } from './follow-live.ts';
import type { LiveCursor, LiveFeed } from './live-feed.ts';
import type { LiveRequest } from './live-request.ts';

const BEAT_EVERY_MS = 15_000;

const tooManyStreams = (): HttpProblem =>
  new HttpProblem(503, 'too-many-streams', 'Too many follow what happens at this moment.', {
    detail: 'Try again later.',
  });

/** A place in the feed, before anything was sent. */
export interface Admitted {
  /** Begins to send. Returns how to end it, to be called when the connection is closed. */
  begin(target: LiveTarget): () => void;
  /** Instead of beginning. */
  leave(): void;
}

/** What a place comes to once something is sent. */
interface Begun {
  follower?: LiveFollower;
  progress?: Progress;
}

/** Lets callers follow what happens, whatever they are connected by, and says goodbye to them when the service stops. */
export class LiveDesk {
  readonly #feed: LiveFeed;
  readonly #progress: Pick<ProgressFeed, 'listen'>;
  readonly #followers = new Set<LiveFollower>();

  constructor(feed: LiveFeed, progress: Pick<ProgressFeed, 'listen'>) {
    this.#feed = feed;
    this.#progress = progress;
  }

  /** Throws a 503 problem where too many follow, TransientError where the database does not answer. */
  async admit(tenant: string, request: LiveRequest): Promise<Admitted> {
    const begun: Begun = {};
    const cursor = await this.#feed.listen(tenant, request.after, () => begun.follower?.more());
    const stopProgress =
      cursor && request.hasProgress ? this.#followProgress(tenant, begun) : () => undefined;
    if (cursor === null || stopProgress === null) {
      cursor?.stop();
      throw tooManyStreams();
    }
    const leave = (): void => {
      stopProgress();
      cursor.stop();
    };
    return { leave, begin: (target) => this.#begin(request, cursor, target, begun, leave) };
  }

  /** The first state may be told before anybody can be sent it. */
  #followProgress(tenant: string, begun: Begun): (() => void) | null {
    return this.#progress.listen(tenant, ({ progress, isNew }) => {
      if (!isNew) return;
      begun.progress = progress;
      begun.follower?.tellProgress(progress);
    });
  }

  #begin(
    { channels, hasProgress, after }: LiveRequest,
    cursor: LiveCursor,
    target: LiveTarget,
    begun: Begun,
    leave: () => void,
  ): () => void {
    const isResumed = after !== undefined;
    const follower = new LiveFollower({ cursor, channels, target, hasProgress, isResumed });
    begun.follower = follower;
    this.#followers.add(follower);
    if (begun.progress) follower.tellProgress(begun.progress);
    const beat = setInterval(follower.beat, BEAT_EVERY_MS);
    follower.more();
    return () => {
      clearInterval(beat);
      leave();
      follower.end();
      this.#followers.delete(follower);
    };
  }

  async onModuleDestroy(): Promise<void> {
    for (const follower of this.#followers) follower.end('ended');
    await this.#feed.close();
  }
}
