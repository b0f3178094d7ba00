import type { Writable } from 'node:stream';
import type { Environment } from '@convoscope/config';

/** Where a command runs: its environment and its streams. */
export interface CommandHost {
  env: Environment;
  stdout: Writable;
  stderr: Writable;
}

/** How a command ends: nothing, or an exit code of its own. */
export type CommandResult = void | number;

/** Registers the work of a command that needs no installation: only files, and nothing to be closed. */
export type RunAlone = (work: (host: CommandHost) => Promise<CommandResult>) => Promise<void>;
