import type { CommandContext } from './command-context.ts';
import type { CommandResult } from './command-host.ts';

/** Registers a command's work: runs it in a context that is closed afterwards. */
export type RunCommand = (work: (context: CommandContext) => Promise<CommandResult>) => Promise<void>;
