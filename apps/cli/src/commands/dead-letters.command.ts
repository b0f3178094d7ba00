import { readFile } from 'node:fs/promises';
import type { Edit } from '@convoscope/app-gateway/dead-letters/dead-letter-desk';
import { allTopics } from '@convoscope/contracts';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { openDeadLetters } from '../dead-letter-client.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const topicOption = (): Option =>
  new Option('--topic <name>', 'of this topic').choices(allTopics.map(({ name }) => name));

export function addDeadLetters(program: Command, run: RunCommand): void {
  const dlq = program.command('dlq').description('dead letters: events that could not be processed');
  addList(dlq, run);
  addShow(dlq, run);
  addReplay(dlq, run);
  addDrop(dlq, run);
}

function addList(dlq: Command, run: RunCommand): void {
  dlq
    .command('list')
    .description('what waits to be replayed or dropped')
    .addOption(topicOption())
    .option('--json', 'as JSON')
    .action((options: { topic?: string; json?: boolean }) =>
      run(async (context) => {
        const letters = await (await openDeadLetters(context)).list(options.topic);
        if (options.json) return printJson(context.stdout, letters);
        if (letters.length === 0) return void context.stdout.write('no dead letters\n');
        printTable(
          context.stdout,
          ['id', 'topic', 'group', 'key', 'reason', 'attempts', 'last failed', 'error'],
          letters.map((letter) => [
            ...[letter.id, letter.topic, letter.group, letter.key ?? ''],
            letter.behind === null ? letter.reason : `behind ${letter.behind}`,
            ...[letter.attempts, letter.lastFailedAt, letter.error ?? ''],
          ]),
        );
      }),
    );
}

function addShow(dlq: Command, run: RunCommand): void {
  dlq
    .command('show <id>')
    .description('one dead letter with its original bytes')
    .addOption(topicOption().makeOptionMandatory())
    .action((id: string, { topic }: { topic: string }) =>
      run(async (context) =>
        printJson(context.stdout, await (await openDeadLetters(context)).show(topic, id)),
      ),
    );
}

interface ReplayOptions {
  topic: string;
  edit?: string;
  set?: { path: string; value: unknown }[];
  reason?: string;
}

function addReplay(dlq: Command, run: RunCommand): void {
  dlq
    .command('replay [ids...]')
    .description('send dead letters through again, in order; without ids all of the topic')
    .addOption(topicOption().makeOptionMandatory())
    .addOption(new Option('--edit <file>', 'with the data of this JSON file; for one id').conflicts('set'))
    .option(
      '--set <path=value>',
      'with this value at this path, such as messages.0.text="hello"; repeatable',
      addChange,
    )
    .option('--reason <text>', 'why, for the audit log')
    .action((ids: string[], options: ReplayOptions, command: Command) => {
      if ((options.edit ?? options.set) !== undefined && ids.length !== 1)
        command.error('error: --edit and --set change one dead letter: name its id', {
          exitCode: 64,
          code: 'usage',
        });
      return run(async (context) => {
        const letters = await openDeadLetters(context);
        const edit = await readEdit(options);
        const { nReplayed, nWaiting } = await letters.replay(options.topic, ids.length === 0 ? 'all' : ids, {
          ...(edit !== undefined && { edit }),
          ...(options.reason !== undefined && { because: options.reason }),
        });
        context.stdout.write(`${nReplayed} replayed\n`);
        if (nWaiting > 0) context.stdout.write(`${nWaiting} wait behind them and follow by themselves\n`);
      });
    });
}

function addDrop(dlq: Command, run: RunCommand): void {
  dlq
    .command('drop <ids...>')
    .description('give dead letters up; what waits behind them goes on')
    .addOption(topicOption().makeOptionMandatory())
    .requiredOption('--reason <text>', 'why, for the audit log')
    .action((ids: string[], { topic, reason }: { topic: string; reason: string }) =>
      run(async (context) => {
        const nDropped = await (await openDeadLetters(context)).drop(topic, ids, reason);
        context.stdout.write(`${nDropped} dropped\n`);
      }),
    );
}

/** `path=value`; the value is JSON, or text where it is none. */
function addChange(text: string, before: ReplayOptions['set'] = []): NonNullable<ReplayOptions['set']> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected path=value');
  const value = text.slice(at + 1);
  const parsed = (): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  return [...before, { path: text.slice(0, at), value: parsed() }];
}

async function readEdit({ edit, set }: ReplayOptions): Promise<Edit | undefined> {
  if (edit !== undefined) return { data: JSON.parse(await readFile(edit, 'utf8')) as unknown };
  return set === undefined ? undefined : { set };
}
