import { deadLetterId, type DeadLetter } from '@convoscope/bus';
import { allTopics, type Topic } from '@convoscope/contracts';
import { Option, type Command } from 'commander';
import { createGatewayApi } from '../gateway-api.ts';
import { printJson, printTable } from '../print.ts';
import type { CommandContext } from '../command-context.ts';
import type { RunCommand } from '../run-program.ts';

const topicOption = (): Option =>
  new Option('--topic <name>', 'of this topic').choices(allTopics.map(({ name }) => name));

export function addDeadLetters(program: Command, run: RunCommand): void {
  const dlq = program.command('dlq').description('dead letters: events that could not be processed');
  dlq
    .command('list')
    .addOption(topicOption())
    .option('--json', 'as JSON')
    .action((options: { topic?: string; json?: boolean }) =>
      run(async (context) => {
        const letters =
          context.running === null
            ? await readLetters(context, options.topic)
            : await askGateway(context, options.topic);
        if (options.json) return printJson(context.stdout, letters);
        if (letters.length === 0) return void context.stdout.write('no dead letters\n');
        printTable(
          context.stdout,
          ['id', 'topic', 'key', 'reason', 'attempts', 'last failed', 'error'],
          letters.map((letter) => [
            letter.id,
            letter.topic,
            letter.key ?? '',
            letter.reason,
            letter.attempts,
            letter.lastFailedAt,
            letter.error ?? '',
          ]),
        );
      }),
    );
  dlq
    .command('show <id>')
    .description('one dead letter with its original bytes')
    .addOption(topicOption().makeOptionMandatory())
    .action((id: string, options: { topic: string }) =>
      run(async (context) => {
        const { bus } = await context.openInfrastructure();
        const letter = (await bus.listDeadLetters(topicOf(options.topic))).find(
          (candidate) => deadLetterId(candidate) === id,
        );
        if (!letter) throw new Error(`there is no dead letter ${id} of ${options.topic}`);
        printJson(context.stdout, {
          ...toView(letter),
          headers: letter.headers,
          stackDigest: letter.stackDigest,
          value: letter.value?.toString('utf8') ?? null,
        });
      }),
    );
  dlq
    .command('replay [ids...]')
    .description('send dead letters through again; without ids all of the topic')
    .addOption(topicOption().makeOptionMandatory())
    .action((ids: string[], options: { topic: string }) =>
      run(async (context) => {
        const wanted = ids.length === 0 ? 'all' : ids;
        const nReplayed =
          context.running === null
            ? (
                await (
                  await context.openInfrastructure()
                ).bus.replayDeadLetters(topicOf(options.topic), wanted)
              ).nReplayed
            : (
                await createGatewayApi(context).post<{ nReplayed: number }>('dead-letters/replay', {
                  topic: options.topic,
                  ids: wanted,
                })
              ).nReplayed;
        context.stdout.write(`${nReplayed} replayed\n`);
      }),
    );
}

interface LetterView {
  id: string;
  topic: string;
  key: string | null;
  reason: string;
  error: string | null;
  attempts: number;
  lastFailedAt: string;
}

const topicOf = (name: string): Topic => {
  const topic = allTopics.find((candidate) => candidate.name === name);
  if (!topic) throw new Error(`there is no topic ${name}`);
  return topic;
};

const toView = (letter: DeadLetter): LetterView => ({
  id: deadLetterId(letter),
  topic: letter.originalTopic,
  key: letter.key,
  reason: letter.reason,
  error: letter.error,
  attempts: letter.attempts,
  lastFailedAt: letter.lastFailedAt,
});

async function readLetters(context: CommandContext, topic: string | undefined): Promise<LetterView[]> {
  const { bus } = await context.openInfrastructure();
  const wanted = allTopics.filter(({ name }) => topic === undefined || name === topic);
  return (await Promise.all(wanted.map((one) => bus.listDeadLetters(one)))).flat().map(toView);
}

const askGateway = async (context: CommandContext, topic: string | undefined): Promise<LetterView[]> =>
  (
    await createGatewayApi(context).get<{ items: LetterView[] }>('dead-letters', {
      query: { topic, limit: 200 },
    })
  ).items;
