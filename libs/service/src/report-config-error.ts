import { ConfigError } from '@convoscope/contracts';

/** BSD sysexits EX_CONFIG: something is wrong with the settings. */
export const EXIT_CONFIG = 78;

/** Writes every problem, one a line; false when the error is not one of settings. */
export function reportConfigError(error: unknown, output: { write(text: string): unknown }): boolean {
  if (!(error instanceof ConfigError)) return false;
  output.write(`${error.message}\n`);
  return true;
}
