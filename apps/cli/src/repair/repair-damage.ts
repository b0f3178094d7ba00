import { join, resolve } from 'node:path';
import { createStateStore } from '@convoscope/app-ingestion/create-ingestion';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import { readSourceAnew } from '@convoscope/app-ingestion/state/read-source-anew';
import { inspectJournal, repairJournal, type JournalDamage } from '@convoscope/bus';
import { loadSettings } from '@convoscope/config';
import { isDistributed, type CommandContext } from '../command-context.ts';

const MOST_NAMED = 3;

const journalDir = ({ env }: CommandContext): string =>
  join(resolve(env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope'), 'bus');

function describe(damages: readonly JournalDamage[]): string {
  const named = damages.slice(0, MOST_NAMED).map(({ path, at, nBytes, from, to }) => {
    const offsets = to === null ? `from offset ${from} on` : `offsets ${from} to ${to - 1}`;
    return `${path}, ${nBytes} bytes from byte ${at} (${offsets})`;
  });
  const nMore = damages.length - named.length;
  return named.join('; ') + (nMore > 0 ? `; and ${nMore} more` : '');
}

/** Says that the journal is whole. Throws an error that names the damage and what mends it. */
export async function inspectDamage(context: CommandContext): Promise<string> {
  if (isDistributed(context.env)) return 'none: Kafka carries the events';
  const damages = await inspectJournal(journalDir(context), context.telemetry.logger);
  if (damages.length === 0) return 'every record is whole';
  throw new Error(
    `records are damaged and gone: ${describe(damages)}. Stop Convoscope and run \`convoscope doctor --repair\`, which has the sources read anew`,
  );
}

/**
 * Takes the damage out of the journal, and has every source read from its first row when ingestion runs next: what the records said is published
 * once more, and whoever knows it already drops it.
 */
export async function repairDamage(context: CommandContext): Promise<string> {
  if (isDistributed(context.env)) return 'none: Kafka carries the events';
  if (context.running !== null)
    throw new Error(`npm start is running (process ${context.running.pid}): stop it first, then repair`);
  const damages = await repairJournal(journalDir(context), context.telemetry.logger);
  if (damages.length === 0) return 'every record is whole, nothing to repair';
  const infrastructure = await context.openInfrastructure();
  const { tenant, store } = infrastructure;
  const state = loadSettings({ state: ingestionService.settings.state }, context.env);
  const states = createStateStore({ ...infrastructure, settings: state });
  const sources = (await store.processingState.findAll(tenant)).map(({ source }) => source);
  for (const source of sources) await readSourceAnew(states, source);
  return `taken out: ${describe(damages)}. ${sources.length === 0 ? 'No source' : `Source ${sources.join(', ')}`} will be read anew at the next start`;
}
