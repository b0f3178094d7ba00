import { inspect } from 'node:util';
import type { Secret } from './setting.ts';

const MASK = '***';

class HiddenText implements Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** Hides a text: printed, logged, inspected or turned into JSON it is `***`; only `reveal()` gives it away. */
export const toSecret = (text: string): Secret => Object.freeze(new HiddenText(text));
