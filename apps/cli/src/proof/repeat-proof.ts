import { setTimeout as delay } from 'node:timers/promises';
import { describeProof } from '@convoscope/app-standalone/proof/describe-proof';
import type { Proven } from '@convoscope/app-standalone/proof/prove-installation';
import { durationMs } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import { readProof } from '@convoscope/ledger';
import type { CommandContext } from '../command-context.ts';

const LOOK_MS = 60_000;

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

/** Makes a proof whenever the last one is as old as that, whoever made it. Ends with SIGINT or SIGTERM; one that fails is tried again. */
export async function repeatProof(
  context: CommandContext,
  everyMs: number,
  prove: () => Promise<Proven>,
): Promise<void> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
  const { store, tenant, clock } = await context.openStorage();
  while (!stopping.signal.aborted) {
    const { last } = await readProof(store.snapshots, tenant, clock.now());
    const isDue = last === null || clock.now() - Date.parse(last.endedAt) >= everyMs;
    try {
      if (isDue && (await hasLoaded(context)))
        context.stdout.write(
          `${new Date(clock.now()).toISOString()} ${describeProof((await prove()).proof)}\n`,
        );
    } catch (error) {
      context.stderr.write(`${new Date(clock.now()).toISOString()} ${(error as Error).message}\n`);
    }
    await delay(Math.min(LOOK_MS, everyMs), undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}
