import type { FaultRow } from '../fault-row.ts';

const SKEW_MS = 5 * 60_000;

export const sourceClockSkew: FaultRow = {
  id: 'F11',
  title: "the source's clock 5 min ahead, 5 min behind; ties; back in time",
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run({ lab, random, pause, note }) {
    const { table } = lab.source;
    const skews = random() < 0.5 ? [SKEW_MS, -SKEW_MS, 0] : [-SKEW_MS, SKEW_MS, 0];
    let nChanged = 0;
    for (const skewMs of skews) {
      table.skewMs = skewMs;
      // Many within one second of the source: equal times.
      nChanged += lab.load.update(30).length + lab.load.insert(10).length;
      await pause(3_000, 6_000);
      nChanged += lab.load.update(30).length + lab.load.remove(5).length;
      await pause(1_000, 2_000);
    }
    note(`${nChanged} changes under ${skews.map((ms) => `${ms / 60_000} min`).join(', ')}`);
  },
};
