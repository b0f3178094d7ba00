import { runCheck, type Command, type Tally } from './run-check.ts';

const MINUTE_MS = 60_000;

const npmCheck = (name: string, script: string): Command => ({
  ...{ name, command: 'npm', args: ['run', '--silent', script] },
  timeLimitMs: 10 * MINUTE_MS,
});

/** In two lines that run side by side; the first one is the longest check. */
const LINES: readonly (readonly Command[])[] = [
  [npmCheck('lint', 'lint')],
  [
    npmCheck('types', 'typecheck'),
    npmCheck('format', 'format:check'),
    npmCheck('file dependencies', 'depcruise'),
    npmCheck('dead code', 'knip'),
  ],
];

async function runLine(commands: readonly Command[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const command of commands) tallies.push(await runCheck(command));
  return tallies;
}

/** Everything that reads the code without running it. */
export async function runStaticChecks(): Promise<Tally[]> {
  return (await Promise.all(LINES.map(runLine))).flat();
}
