import { InvalidArgumentError } from 'commander';

/** Collects an option that may be given several times, each value one of a list. */
export const oneOf =
  <T extends string>(isKnown: (text: string) => text is T, all: readonly T[]) =>
  (value: string, before: T[] | undefined): T[] => {
    if (!isKnown(value)) throw new InvalidArgumentError(`one of ${all.join(', ')}`);
    return [...(before ?? []), value];
  };
