import { ConfigError } from '@convoscope/contracts';
import type { LegalHoldDocument } from '@convoscope/store';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { parseDay } from '../options/parse-day.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';
import { openRetentionDesk } from '../retention/open-desk.ts';

interface PlaceOptions {
  because: string;
  person?: string | null;
  source?: string | null;
  from?: string | null;
  to?: string | null;
}

const MOST_LISTED = 200;

export function addHolds(retention: Command, run: RunCommand): void {
  const holds = retention
    .command('holds')
    .description('legal holds: what is kept whatever policies and erasures say');
  holds
    .command('list', { isDefault: true })
    .description('the newest first, released ones too')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const { items } = await store.legalHolds.findPage(tenant, { limit: MOST_LISTED });
        if (options.json) return printJson(context.stdout, items);
        if (items.length === 0) return void context.stdout.write('nothing is held\n');
        printTable(
          context.stdout,
          ['id', 'because', 'person', 'source', 'from', 'to', 'placed', 'released'],
          items.map(toRow),
        );
      }),
    );
  addPlace(holds, run);
  addRelease(holds, run);
}

const toRow = (hold: LegalHoldDocument): string[] => [
  ...[hold.holdId, hold.because, hold.personHash?.slice(0, 12) ?? 'all', hold.source ?? 'all'],
  ...[hold.from ?? '', hold.to ?? '', hold.placedAt.toISOString().slice(0, 10)],
  hold.releasedAt?.toISOString().slice(0, 10) ?? '',
];

function addPlace(holds: Command, run: RunCommand): void {
  holds
    .command('place')
    .description('keeps what fits all that is given; without anything given, everything')
    .requiredOption('--because <case>', 'what it is about')
    .option('--person <user>', 'conversations of this user id')
    .option('--source <name>', 'conversations of this source')
    .option('--from <day>', 'first day, inclusive (UTC)', parseDay)
    .option('--to <day>', 'last day, inclusive (UTC)', parseDay)
    .action((options: PlaceOptions) => run((context) => place(context, options)));
}

async function place(
  context: CommandContext,
  { because, person: userId = null, source = null, from = null, to = null }: PlaceOptions,
): Promise<void> {
  if (from !== null && to !== null && to < from)
    throw new ConfigError([`--to ${to} is before --from ${from}`]);
  const { desk, actor } = await openRetentionDesk(context);
  const { holdId } = await desk.placeHold(actor, { because, userId, source, from, to });
  context.stdout.write(`${holdId}\n`);
}

function addRelease(holds: Command, run: RunCommand): void {
  holds
    .command('release <hold>')
    .description('erasures that waited go on, and the next run removes what it kept')
    .requiredOption('--because <reason>', 'why')
    .action((holdId: string, { because }: { because: string }) =>
      run(async (context) => {
        const { desk, actor } = await openRetentionDesk(context);
        const hold = await desk.releaseHold(actor, holdId, because);
        if (hold === null) throw new ConfigError([`there is no hold ${holdId}`]);
        context.stdout.write(
          `released by ${hold.releasedBy ?? ''} on ${hold.releasedAt?.toISOString() ?? ''}\n`,
        );
      }),
    );
}
