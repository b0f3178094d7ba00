import { UNKNOWN } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';

/** Those that a person may choose without knowing the others, and what is said of them. */
export const DETECTORS = ['auto', 'iforest', 'ecod', 'tune'] as const;

/** A kind of detector: one of those in words, any other by its own name, as the documentation calls it. */
export const nameDetector = (detector: string | undefined): string =>
  detector === undefined
    ? UNKNOWN
    : DETECTORS.some((known) => known === detector)
      ? nameLabel('detector', detector)
      : detector;
