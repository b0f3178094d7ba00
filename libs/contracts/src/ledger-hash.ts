import { createHash } from 'node:crypto';

/**
 * Order-independent fingerprint of a set of (conversation, revision) pairs: the sum modulo 2^64 of the first
 * 64 bits of SHA-256(`<conversationId>|<revision>`), as 16 hex digits. Unlike XOR, a sum sees a doubled member.
 * Adding a member is O(1), so stages can keep it incrementally.
 */
export class LedgerHash {
  #sum = 0n;
  #count = 0;

  add(conversationId: string, revision: string): void {
    this.#sum = (this.#sum + ledgerTerm(conversationId, revision)) & 0xffffffffffffffffn;
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  get hex(): string {
    return this.#sum.toString(16).padStart(16, '0');
  }
}

/** What one (conversation, revision) adds to the sum. */
export const ledgerTerm = (conversationId: string, revision: string): bigint =>
  createHash('sha256').update(`${conversationId}|${revision}`).digest().readBigUInt64BE(0);
