import type { WholeVerdict } from '@convoscope/service';

export const isWhole = ({ broken, brokenSeal }: WholeVerdict): boolean =>
  broken === null && brokenSeal === null;

/** What is wrong with the log, or that nothing is, in a sentence. */
export function describeAudit({ nEntries, nSeals, broken, brokenSeal }: WholeVerdict): string {
  if (broken !== null) return `entry ${broken.sequence} is ${broken.what}`;
  if (brokenSeal !== null)
    return `entries ${brokenSeal.from} to ${brokenSeal.to} are not those that were sealed for ${brokenSeal.day}`;
  return `all ${nEntries} entries are as they were written, and fit ${nSeals} seals`;
}
