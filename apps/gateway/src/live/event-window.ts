import type { ChangePosition } from '@convoscope/store';
import type { LiveChannelName } from './live-channels.ts';

/** An event as it is sent, made into text once for all who follow. */
export interface LiveEvent {
  readonly id: ChangePosition;
  readonly channel: LiveChannelName;
  readonly name: string;
  readonly json: string;
  readonly atMs: number;
}

export interface WindowLimits {
  maxEvents: number;
  maxAgeMs: number;
}

/** The newest events of a tenant, in order, to go on from where somebody was. Each look costs a binary search. */
export class EventWindow {
  readonly #limits: WindowLimits;
  readonly #events: LiveEvent[] = [];
  #from: ChangePosition;

  /** Everything behind `from` will be in it. */
  constructor(from: ChangePosition, limits: WindowLimits) {
    this.#from = from;
    this.#limits = limits;
  }

  /** Every event behind this position is here. */
  get from(): ChangePosition {
    return this.#from;
  }

  get nEvents(): number {
    return this.#events.length;
  }

  append(event: LiveEvent): void {
    this.#events.push(event);
    const { maxEvents, maxAgeMs } = this.#limits;
    let first = this.#events[0];
    while (first && (this.#events.length > maxEvents || first.atMs < event.atMs - maxAgeMs)) {
      this.#from = first.id;
      this.#events.shift();
      first = this.#events[0];
    }
  }

  /** Lets go of all that it has. */
  clear(): void {
    this.#from = this.#events.at(-1)?.id ?? this.#from;
    this.#events.length = 0;
  }

  /** The first event behind the position; undefined: there is none. What lies before `from` is not known. */
  next(position: ChangePosition): LiveEvent | undefined {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle] as LiveEvent).id > position) high = middle;
      else low = middle + 1;
    }
    return this.#events[low];
  }
}
