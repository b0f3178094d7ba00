import type { Token } from '../tokens/token.ts';

/** Word n-grams fall into the first block of buckets, character n-grams into the second. */
export const WORD_BUCKETS = 1 << 18;
export const CHAR_BUCKETS = 1 << 19;
export const N_BUCKETS = WORD_BUCKETS + CHAR_BUCKETS;
/** As `char_wb` with n = 2..5 in scikit-learn: the reference that BANKING77 is measured against. */
const MIN_CHARS = 2;
const MAX_CHARS = 5;
/** A longer text is cut: what it is about shows in its beginning, and the cost per message stays bounded. */
export const MAX_TOKENS = 400;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE_UNIT = 32;

/**
 * Features of one text: bucket numbers without repetition and how often each occurs.
 * The first `nWords` entries are word features, the rest character features.
 */
export interface HashedText {
  readonly buckets: Int32Array;
  readonly counts: Float32Array;
  readonly nWords: number;
}

/** FNV-1a continued over the UTF-16 units of a string. */
function hashOn(hash: number, text: string): number {
  let result = hash;
  for (let at = 0; at < text.length; at++) result = Math.imul(result ^ text.charCodeAt(at), FNV_PRIME);
  return result;
}

/** Spreads the low bits: FNV alone leaves neighbouring strings in neighbouring buckets. */
function avalanche(hash: number): number {
  let result = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35);
  return (result ^ (result >>> 16)) >>> 0;
}

/** The bucket of one word feature; the same for a single word and for a marker such as `__question`. */
export function bucketOfWord(norm: string): number {
  return avalanche(hashOn(FNV_OFFSET, norm)) & (WORD_BUCKETS - 1);
}

/** Spreads buckets over the slots of a small table (Fibonacci hashing). */
const SPREAD = 0x9e3779b1;

/**
 * Counts buckets in a small open-addressing table that stays in the processor's cache; a stamp says whether a slot
 * belongs to the present text, so nothing is cleared between texts.
 */
class BucketCounter {
  private shift = 32 - 12;
  private stamps = new Int32Array(1 << 12);
  private places = new Int32Array(1 << 12);
  private buckets = new Int32Array(1 << 11);
  private counts = new Float32Array(1 << 11);
  private stamp = 0;
  private size = 0;

  begin(): void {
    this.stamp++;
    this.size = 0;
  }

  get length(): number {
    return this.size;
  }

  add(bucket: number): void {
    const mask = this.stamps.length - 1;
    let slot = Math.imul(bucket, SPREAD) >>> this.shift;
    while (this.stamps[slot] === this.stamp) {
      const place = this.places[slot]!;
      if (this.buckets[place] === bucket) {
        this.counts[place]! += 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.stamps[slot] = this.stamp;
    this.places[slot] = this.size;
    this.buckets[this.size] = bucket;
    this.counts[this.size++] = 1;
    if (this.size === this.buckets.length) this.grow();
  }

  take(nWords: number): HashedText {
    return { buckets: this.buckets.slice(0, this.size), counts: this.counts.slice(0, this.size), nWords };
  }

  /** Twice the room; the table is at most half full. */
  private grow(): void {
    const { buckets, counts, size } = this;
    this.buckets = new Int32Array(size * 2);
    this.counts = new Float32Array(size * 2);
    this.stamps = new Int32Array(size * 4);
    this.places = new Int32Array(size * 4);
    this.shift--;
    this.stamp = 1;
    this.size = 0;
    for (let at = 0; at < size; at++) {
      this.add(buckets[at]!);
      this.counts[at] = counts[at]!;
    }
  }
}

/** Scratch space shared by all calls: hashing is synchronous, so no two calls overlap. */
let counter: BucketCounter | undefined;

function addWords(into: BucketCounter, words: readonly string[]): void {
  let previous = '';
  for (const word of words) {
    into.add(bucketOfWord(word));
    if (previous !== '') {
      const pair = hashOn(Math.imul(hashOn(FNV_OFFSET, previous) ^ SPACE_UNIT, FNV_PRIME), word);
      into.add(avalanche(pair) & (WORD_BUCKETS - 1));
    }
    previous = word;
  }
}

function addCharacters(into: BucketCounter, word: string): void {
  const length = word.length + 2;
  for (let start = 0; start < length - 1; start++) {
    let hash = FNV_OFFSET;
    const last = Math.min(start + MAX_CHARS, length);
    for (let at = start; at < last; at++) {
      const unit = at === 0 || at === length - 1 ? SPACE_UNIT : word.charCodeAt(at - 1);
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      if (at - start + 1 >= MIN_CHARS) into.add(WORD_BUCKETS + (avalanche(hash) & (CHAR_BUCKETS - 1)));
    }
  }
}

function isFeature(token: Token): boolean {
  return token.kind !== 'punctuation' || token.norm.startsWith('?') || token.norm.startsWith('!');
}

/**
 * Word 1- and 2-grams and, within words, character 2- to 5-grams, hashed into fixed buckets ("hashing trick":
 * Weinberger et al. 2009). `markers` are added as single words (signals found elsewhere, such as a sentiment).
 * Cost: O(characters), about 10 µs for a short message.
 */
export function hashFeatures(tokens: readonly Token[], markers: readonly string[] = []): HashedText {
  counter ??= new BucketCounter();
  counter.begin();
  const words: string[] = [];
  for (const token of tokens) {
    if (words.length >= MAX_TOKENS) break;
    if (isFeature(token)) words.push(token.norm);
  }
  addWords(counter, words);
  for (const marker of markers) counter.add(bucketOfWord(marker));
  const nWords = counter.length;
  for (const word of words) addCharacters(counter, word.length > 40 ? word.slice(0, 40) : word);
  return counter.take(nWords);
}
