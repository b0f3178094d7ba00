import { allTopics, deadLetterTopicOf } from '@convoscope/contracts';
import type { Command } from 'commander';
import { parseCount } from '../detection/parse-options.ts';
import { addDiscoveredTopics } from './discovered-topics.command.ts';
import { printJson, printTable } from '../print.ts';
import type { RunAlone } from '../command-host.ts';
import type { RunCommand } from '../run-command.ts';
import { EMBEDDINGS } from '../texts/open-models.ts';
import type { DiscoverOptions } from '../texts/discover.ts';

export function addTopics(program: Command, { run, alone }: { run: RunCommand; alone: RunAlone }): void {
  const topics = program
    .command('topics')
    .description('every topic of the bus: what it says, its key, who writes and who reads it')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async ({ env, stdout }) => {
        const prefix = env['KAFKA_TOPIC_PREFIX'] ?? 'convoscope.';
        const found = allTopics.map(({ name, summary, key, carriesText, writtenBy, readBy }) => ({
          name: prefix + name,
          deadLetters: prefix + deadLetterTopicOf(name),
          summary,
          key,
          carriesText,
          writtenBy,
          readBy,
        }));
        if (options.json) return printJson(stdout, found);
        printTable(
          stdout,
          ['topic', 'key', 'written by', 'read by', 'says'],
          found.map(({ name, key, writtenBy, readBy, summary }) => [
            ...[name, key, writtenBy.join(', '), readBy.join(', '), summary],
          ]),
        );
      }),
    );
  addDiscoveredTopics(topics, run);
  topics
    .command('discover')
    .description(
      'finds what texts are about, without being told: topics with names, groups of topics, areas of groups',
    )
    .requiredOption(
      '--data <file>',
      'rows {"text"} as JSON Lines, also .gz; "-" is standard input; a label or intent is only compared with',
    )
    .option('--embeddings <model>', EMBEDDINGS, 'none')
    .option('--out <file>', 'each row with its topic, as JSON Lines')
    .option('--state <file>', 'what an earlier run left, and this one leaves: topics keep their ids')
    .option('--people <field>', 'the field that says who wrote a row', 'user_id')
    .option('--min-people <number>', 'topics of fewer people are not shown', parseCount, 3)
    .option('--seed <number>', 'start of every random choice', parseCount, 1)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((_: unknown, command: Command) =>
      alone(async (host) => {
        const { discover } = await import('../texts/discover.ts');
        return discover(command.optsWithGlobals<DiscoverOptions>(), host);
      }),
    );
}
