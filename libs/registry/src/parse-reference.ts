import { ConfigError, detectorNameSchema } from '@convoscope/contracts';

/** A detector and the version of it that is meant; null: the live one. */
export interface DetectorReference {
  name: string;
  version: number | null;
}

/** `payments` or `payments@3`. Throws ConfigError that says what was expected. */
export function parseReference(text: string): DetectorReference {
  const [name = '', version, ...rest] = text.split('@');
  const number = version === undefined ? null : Number(version);
  const isNumber = number === null || (Number.isSafeInteger(number) && number >= 1);
  if (rest.length > 0 || !isNumber || !detectorNameSchema.safeParse(name).success)
    throw new ConfigError([
      `"${text}" is no detector: expected NAME or NAME@VERSION, such as payments or payments@3`,
    ]);
  return { name, version: number };
}
