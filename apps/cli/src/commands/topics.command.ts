import { allTopics, deadLetterTopicOf } from '@convoscope/contracts';
import type { Command } from 'commander';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-program.ts';

export function addTopics(program: Command, run: RunCommand): void {
  program
    .command('topics')
    .description('every topic: what it says, its key, who writes and who reads it')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async ({ env, stdout }) => {
        const prefix = env['KAFKA_TOPIC_PREFIX'] ?? 'convoscope.';
        const topics = allTopics.map(({ name, summary, key, carriesText, writtenBy, readBy }) => ({
          name: prefix + name,
          deadLetters: prefix + deadLetterTopicOf(name),
          summary,
          key,
          carriesText,
          writtenBy,
          readBy,
        }));
        if (options.json) return printJson(stdout, topics);
        printTable(
          stdout,
          ['topic', 'key', 'written by', 'read by', 'says'],
          topics.map(({ name, key, writtenBy, readBy, summary }) => [
            ...[name, key, writtenBy.join(', '), readBy.join(', '), summary],
          ]),
        );
      }),
    );
}
