import type { AnalyticsSection } from '@convoscope/store';

export interface SectionGathererOptions {
  /** Stores sections of one tenant, in any order; those of one conversation that come together cost one write. Must be safe to repeat. */
  store: (tenant: string, sections: readonly AnalyticsSection[]) => Promise<void>;
  /** The longest that a section waits for the others of its conversation. 0: it does not. */
  waitMs: number;
  clock: { sleep(ms: number, signal?: AbortSignal): Promise<void> };
}

interface Batch {
  tenant: string;
  sections: readonly AnalyticsSection[];
  /** Conversations of which its sections are not stored yet. */
  waitingFor: Set<string>;
  hasFailed: boolean;
  settle: PromiseWithResolvers<void>;
}

interface Group {
  tenant: string;
  sections: AnalyticsSection[];
  batches: Set<Batch>;
}

/** The first thing that is said of a conversation, and the last. */
const FIRST = 'conversation';
const LAST = 'anomaly';

const idOf = (section: AnalyticsSection): string =>
  section.section === FIRST ? section.value.conversationId : section.conversationId;
const keyOf = (tenant: string, section: AnalyticsSection): string => `${tenant} ${idOf(section)}`;

/**
 * Gathers the sections of a conversation, which come by four topics within moments, so that its row is written once in place of being inserted and
 * changed three times. A batch is done when all of its sections are stored: who waits for it commits nothing before, so what is gathered is lost by no
 * crash. What a stage repeats (a pass above 0) changes a row that is there, and does not wait. Where a write fails each batch stores its own
 * sections, so that one that is refused fails the batch that it came with.
 * Memory: the batches that are being waited for.
 */
export class SectionGatherer {
  readonly #options: SectionGathererOptions;
  readonly #groups = new Map<string, Group>();
  readonly #ready = new Set<string>();
  #isStoring = false;

  constructor(options: SectionGathererOptions) {
    this.#options = options;
  }

  /** Resolves when all of them are stored. */
  async add(tenant: string, sections: readonly AnalyticsSection[]): Promise<void> {
    const { waitMs, store, clock } = this.#options;
    const isFirstPass = ({ value }: AnalyticsSection): boolean => value.pass === 0;
    if (waitMs === 0 || !sections.some(isFirstPass)) return store(tenant, sections);
    const keys = new Set(sections.map((section) => keyOf(tenant, section)));
    const settle = Promise.withResolvers<void>();
    const batch: Batch = { tenant, sections, waitingFor: keys, hasFailed: false, settle };
    for (const section of sections) this.#gather(batch, section);
    const timer = new AbortController();
    void clock.sleep(waitMs, timer.signal).then(
      () => this.#release(batch),
      () => undefined,
    );
    this.#storeReady();
    return settle.promise.finally(() => timer.abort());
  }

  #gather(batch: Batch, section: AnalyticsSection): void {
    const key = keyOf(batch.tenant, section);
    const group = this.#groups.get(key) ?? { tenant: batch.tenant, sections: [], batches: new Set<Batch>() };
    this.#groups.set(key, group);
    group.sections.push(section);
    group.batches.add(batch);
    const has = (name: AnalyticsSection['section']): boolean =>
      group.sections.some((one) => one.section === name);
    if ((has(FIRST) && has(LAST)) || section.value.pass > 0) this.#ready.add(key);
  }

  /** What it still waits for is stored as it is. */
  #release(batch: Batch): void {
    for (const key of batch.waitingFor) if (this.#groups.has(key)) this.#ready.add(key);
    this.#storeReady();
  }

  /** One write at a time: what becomes ready meanwhile goes into the next. Does not throw. */
  #storeReady(): void {
    if (this.#isStoring || this.#ready.size === 0) return;
    this.#isStoring = true;
    const taken = [...this.#ready].flatMap((key) => {
      const group = this.#groups.get(key);
      this.#groups.delete(key);
      return group === undefined ? [] : [[key, group] as const];
    });
    this.#ready.clear();
    const byTenant = Map.groupBy(taken, ([, { tenant }]) => tenant);
    const storing = [...byTenant].map(([tenant, groups]) => this.#storeGroups(tenant, groups));
    void Promise.all(storing).then(() => {
      this.#isStoring = false;
      this.#storeReady();
    });
  }

  async #storeGroups(tenant: string, groups: readonly (readonly [string, Group])[]): Promise<void> {
    const batches = new Set(groups.flatMap(([, group]) => [...group.batches]));
    try {
      await this.#options.store(
        tenant,
        groups.flatMap(([, group]) => group.sections),
      );
    } catch {
      await Promise.all([...batches].map((batch) => this.#storeAlone(batch)));
    }
    for (const batch of batches) {
      for (const [key] of groups) batch.waitingFor.delete(key);
      if (batch.waitingFor.size === 0 && !batch.hasFailed) batch.settle.resolve();
    }
  }

  /** As if nothing had been gathered: what fails is the batch's own. */
  async #storeAlone(batch: Batch): Promise<void> {
    if (batch.hasFailed) return;
    try {
      await this.#options.store(batch.tenant, batch.sections);
      batch.waitingFor.clear();
    } catch (error) {
      batch.hasFailed = true;
      batch.settle.reject(error as Error);
    }
  }
}
