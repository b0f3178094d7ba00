import type { OnModuleDestroy } from '@nestjs/common';
import type { AuditEntry, AuditLogRepository } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';

export interface AuditTrailOptions {
  auditLog: Pick<AuditLogRepository, 'append'>;
  now: () => number;
  telemetry: Pick<Telemetry, 'logger' | 'counter'>;
}

/** What happened: by whom, what, to what, and why or how often. */
export interface Happening {
  by: string;
  action: string;
  subject: string;
  because?: string;
}

const MOST_AT_ONCE = 500;
/** Refusals that differ, of one tenant, between two writes. */
const MOST_KINDS = 1_000;
const PAUSE_MS = 1_000;

interface Waiting {
  entry: AuditEntry;
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Refusal {
  happening: Happening;
  at: Date;
  count: number;
}

/** What of one tenant is not written yet. */
class Pending {
  readonly waiting: Waiting[] = [];
  readonly refusals = new Map<string, Refusal>();
  isWriting = false;

  /** The same refusal again is counted, not written again: somebody who knocks a thousand times a second fills no log. */
  add(happening: Happening, at: Date, count = 1): void {
    const isFull = this.refusals.size >= MOST_KINDS;
    const { by, action, subject, because } = happening;
    let key = JSON.stringify([by, action, subject, because]);
    let kept = happening;
    if (isFull && !this.refusals.has(key)) {
      key = 'others';
      kept = { by: 'several', action: 'access.refused', subject: 'others, too many to be told apart' };
    }
    const known = this.refusals.get(key);
    if (known === undefined) this.refusals.set(key, { happening: kept, at, count });
    else known.count += count;
  }
}

const toEntry = ({ by, action, subject, because }: Happening, at: Date): AuditEntry => ({
  ...{ at, by, action, subject, because: because ?? null, before: null, after: null },
});

function toCounted({ happening, at, count }: Refusal): AuditEntry {
  const times = count === 1 ? '' : `${count} times`;
  const because = [happening.because, times].filter(Boolean).join('; ');
  return toEntry({ ...happening, ...(because !== '' && { because }) }, at);
}

/**
 * Writes down what happens at the door, several entries at once: while one write is under way, what comes meanwhile is gathered for the next. What is
 * allowed waits until it is written, and fails where it cannot be; refusals wait for nothing, are counted where they repeat, and are kept until
 * they are written. What cannot be written when the process ends is in its log.
 */
export class AuditTrail implements OnModuleDestroy {
  readonly #options: AuditTrailOptions;
  readonly #pending = new Map<string, Pending>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #failures: { inc(): void };

  constructor(options: AuditTrailOptions) {
    this.#options = options;
    this.#failures = options.telemetry.counter({
      name: 'audit_write_failures_total',
      help: 'Writes of the audit log that failed; what was refused is kept and tried again',
    });
  }

  /** Resolves when it is written down. Rejects with what the store throws: then what was to be done must not be done. */
  note(tenant: string, happening: Happening): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = toEntry(happening, new Date(this.#options.now()));
      this.#of(tenant).waiting.push({ entry, resolve, reject });
      this.#write(tenant);
    });
  }

  /** Writes it down soon. */
  noteRefusal(tenant: string, happening: Happening): void {
    this.#of(tenant).add(happening, new Date(this.#options.now()));
    this.#writeSoon(tenant);
  }

  /** Writes what is left, or says it in the process's log. */
  async onModuleDestroy(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const [tenant, pending] of this.#pending) {
      const left = [...pending.refusals.values()].map(toCounted);
      pending.refusals.clear();
      if (left.length === 0) continue;
      await this.#options.auditLog.append(tenant, left).catch((error: unknown) => {
        for (const entry of left)
          this.#options.telemetry.logger.error(
            { err: error, tenant, audit: entry },
            'an audit entry was not stored',
          );
      });
    }
  }

  #of(tenant: string): Pending {
    const pending = this.#pending.get(tenant) ?? new Pending();
    this.#pending.set(tenant, pending);
    return pending;
  }

  #writeSoon(tenant: string): void {
    if (this.#timers.has(tenant)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(tenant);
      this.#write(tenant);
    }, PAUSE_MS);
    timer.unref();
    this.#timers.set(tenant, timer);
  }

  #write(tenant: string): void {
    const pending = this.#of(tenant);
    if (pending.isWriting) return;
    pending.isWriting = true;
    void this.#drain(tenant, pending).finally(() => {
      pending.isWriting = false;
      if (pending.waiting.length > 0) this.#write(tenant);
      else if (pending.refusals.size > 0) this.#writeSoon(tenant);
    });
  }

  async #drain(tenant: string, pending: Pending): Promise<void> {
    const waiting = pending.waiting.splice(0, MOST_AT_ONCE);
    const refusals = [...pending.refusals.values()];
    pending.refusals.clear();
    try {
      const entries = [...waiting.map(({ entry }) => entry), ...refusals.map(toCounted)];
      if (entries.length > 0) await this.#options.auditLog.append(tenant, entries);
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      this.#failures.inc();
      this.#options.telemetry.logger.warn({ err: error, tenant }, 'the audit log could not be written');
      for (const { reject } of waiting) reject(error);
      for (const { happening, at, count } of refusals) pending.add(happening, at, count);
    }
  }
}
