import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StateStore } from '../src/state/state-store.port.ts';

/** What every driver of the state store must keep. */
export function describeStateStore(driver: string, create: () => StateStore): void {
  describe(`state store, driver ${driver}`, () => {
    let states: StateStore;
    let name: string;
    let n = 0;

    beforeAll(() => {
      states = create();
    });

    const freshName = (): string => (name = `source/ü ${n++}`);

    it('knows nothing of what was never written', async () => {
      expect(await states.read(freshName())).toBeNull();
    });

    it('gives back what was written, with a version that lets it be replaced', async () => {
      const first = await states.compareAndSwap(freshName(), { at: 1 }, null);
      expect(await states.read(name)).toEqual({ value: { at: 1 }, version: first });
      const second = await states.compareAndSwap(name, { at: 2 }, first);
      expect(second).not.toBe(first);
      expect(await states.read(name)).toEqual({ value: { at: 2 }, version: second });
    });

    it('refuses a writer that has not seen the newest version', async () => {
      const first = await states.compareAndSwap(freshName(), { at: 1 }, null);
      await states.compareAndSwap(name, { at: 2 }, first);
      expect(await states.compareAndSwap(name, { at: 3 }, first)).toBeNull();
      expect(await states.compareAndSwap(name, { at: 3 }, null)).toBeNull();
      expect((await states.read(name))?.value).toEqual({ at: 2 });
    });

    it('lets exactly one of many racing writers through', async () => {
      const first = await states.compareAndSwap(freshName(), { winner: -1 }, null);
      const racers = Array.from({ length: 12 }, (_, i) => states.compareAndSwap(name, { winner: i }, first));
      const results = await Promise.all(racers);
      const winners = results.flatMap((version, i) => (version === null ? [] : [i]));
      expect(winners).toHaveLength(1);
      expect((await states.read(name))?.value).toEqual({ winner: winners[0] });
    });

    it('counts every one of many increments, whoever makes them', async () => {
      freshName();
      const increment = async (): Promise<void> => {
        for (;;) {
          const stored = await states.read(name);
          const count = ((stored?.value as { count: number } | undefined)?.count ?? 0) + 1;
          if ((await states.compareAndSwap(name, { count }, stored?.version ?? null)) !== null) return;
        }
      };
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          for (let i = 0; i < 10; i++) await increment();
        }),
      );
      expect((await states.read(name))?.value).toEqual({ count: 40 });
    }, 30_000);
  });
}
