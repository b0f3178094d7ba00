import { ConfigError } from '@convoscope/contracts';
import { cleanForTerminal } from '@convoscope/telemetry';

/** BSD sysexits EX_CONFIG: something is wrong with the settings. */
export const EXIT_CONFIG = 78;

/** Writes every problem, one a line, without more words where there is one; false when the error is not one of settings. */
export function reportConfigError(error: unknown, output: { write(text: string): unknown }): boolean {
  if (!(error instanceof ConfigError)) return false;
  const [only, ...others] = error.problems;
  const text = only !== undefined && others.length === 0 ? only : error.message;
  output.write(`${cleanForTerminal(text)}\n`);
  return true;
}
