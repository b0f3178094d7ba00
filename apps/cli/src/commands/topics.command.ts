import { allTopics, deadLetterTopicOf } from '@convoscope/contracts';
import type { Command } from 'commander';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-program.ts';

export function addTopics(program: Command, run: RunCommand): void {
  program
    .command('topics')
    .description('every topic: what it says, its key and who writes it')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async ({ env, stdout }) => {
        const prefix = env['KAFKA_TOPIC_PREFIX'] ?? 'convoscope.';
        const topics = allTopics.map(({ name, summary, key, carriesText, writtenBy }) => ({
          name: prefix + name,
          deadLetters: prefix + deadLetterTopicOf(name),
          summary,
          key,
          carriesText,
          writtenBy,
        }));
        if (options.json) return printJson(stdout, topics);
        printTable(
          stdout,
          ['topic', 'key', 'written by', 'says'],
          topics.map((topic) => [topic.name, topic.key, topic.writtenBy.join(', '), topic.summary]),
        );
      }),
    );
}
