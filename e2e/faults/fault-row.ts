import type { FaultLab } from './fault-lab.ts';

/** What a row may do at most. Whatever is lost, doubled in effect or out of order always fails it. */
export interface RowLimits {
  /** Records whose `ce_id` came again on a topic, as a share of all that the row put there. */
  readonly wireDuplicateShare: number;
  /** From the end of the fault until a conversation inserted then has gone all the way. */
  readonly recoverySeconds: number;
  /** Records in dead-letter topics that the row itself is to blame for. Others are lost events. */
  readonly deadLetters: number;
}

/** One run of a row with one seed. */
export interface Trial {
  readonly lab: FaultLab;
  /** Uniform in [0, 1), the same for the same seed: every choice of a row comes from here. */
  readonly random: () => number;
  /** Scale of faults that the matrix gives in minutes. */
  readonly minutes: number;
  /** Waits for a time that the seed decides. */
  pause(minMs: number, maxMs: number): Promise<void>;
  /** Waits this long, or as long as faults are asked to last where that is longer: a short fault wakes nobody, and should not. */
  hold(atLeastMs: number): Promise<void>;
  /** Adds to the row's line: what was hit, how long it took. */
  note(text: string): void;
  /** Fails the row with this sentence where it does not hold, and goes on. */
  expect(holds: boolean, sentence: string): void;
  /** Changes the limits for what only the run itself can know, such as how many dead letters it caused. */
  allow(limits: Partial<RowLimits>): void;
}

/** A row of the fault matrix, or one of several variants of it. */
export interface FaultRow {
  /** Number in the matrix, and the variant where there are several: `F1`, `F6 slow-down`. */
  readonly id: string;
  /** What is done, in at most 70 characters. */
  readonly title: string;
  /** Also runs in `npm test`, with one seed. */
  readonly isStarred: boolean;
  readonly limits?: Partial<RowLimits>;
  /** Nothing is broken: to wake somebody is a failure. */
  readonly isQuiet?: boolean;
  /** Servers keep their data on small file systems while this row is among those that run. */
  readonly needsSmallDisks?: boolean;
  /** Why the row cannot run on this machine, null where it can; or why it cannot run anywhere. */
  readonly obstacle?: string | ((lab: FaultLab) => string | null | Promise<string | null>);
  /**
   * Injects the fault while the load is running, and heals it: resolves when everything is as it was before. Throwing fails the row; the
   * lab then starts services and servers anew.
   */
  readonly run: (trial: Trial) => Promise<void>;
}

export const defaultLimits: RowLimits = { wireDuplicateShare: 1, recoverySeconds: 60, deadLetters: 0 };
