import type { Writable } from 'node:stream';
import { describeProof } from '@convoscope/app-standalone/proof/describe-proof';
import { proveWhenDue } from '@convoscope/app-standalone/proof/prove-when-due';
import type { Proven } from '@convoscope/app-standalone/proof/prove-installation';
import { durationMs } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import type { CommandContext } from '../command-context.ts';

/** Throws ConfigError for what is no time. */
export function parseEvery(text: string): number {
  try {
    return durationMs({ min: 1_000 }).parse(text);
  } catch (error) {
    throw new ConfigError([`--every is "${text}": ${(error as Error).message}`]);
  }
}

/** Whether the source has been read to its end once: until then what is missing is on its way. */
async function hasLoaded(context: CommandContext): Promise<boolean> {
  const { store, tenant } = await context.openStorage();
  const name = context.sources()[0]?.settings.source.name;
  const state = (await store.processingState.findAll(tenant)).find(({ source }) => source === name)?.state;
  return (state?.['cursor'] as { isFirstLoadDone?: boolean } | undefined)?.isFirstLoadDone === true;
}

/** Makes a proof whenever the last one is as old as that, and tells of it in a line. Ends with SIGINT or SIGTERM. */
export async function repeatProof(
  context: CommandContext,
  everyMs: number,
  prove: () => Promise<Proven>,
): Promise<void> {
  const { stdout, stderr } = context;
  const { store, tenant, clock } = await context.openStorage();
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
  const tell = (out: Writable, text: string): void =>
    void out.write(`${new Date(clock.now()).toISOString()} ${text}\n`);
  await proveWhenDue({
    ...{ snapshots: store.snapshots, tenant, clock, everyMs, signal: stopping.signal },
    isReady: () => hasLoaded(context),
    prove: async () => tell(stdout, describeProof((await prove()).proof)),
    onFailure: (error) => tell(stderr, (error as Error).message),
  });
}
