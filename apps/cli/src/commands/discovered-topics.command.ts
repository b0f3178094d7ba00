import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import {
  decidedTopicsSchema,
  DISCOVERY_SNAPSHOTS,
  discoveredTopicsSchema,
  toFeedbackEvent,
  TOPIC_DECISIONS,
  topics,
  type DecidedTopics,
  type DiscoveredTopics,
} from '@convoscope/contracts';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

/** What the product found that the taxonomy does not cover, and what becomes of it. */
export function addDiscoveredTopics(program: Command, run: RunCommand): void {
  program
    .command('found')
    .description('topics that nobody named, found among stored conversations that no topic covers')
    .option('--json', 'as JSON')
    .action((_: unknown, command: Command) =>
      run(async (context) => {
        const state = await readState(context);
        if (command.optsWithGlobals<{ json?: boolean }>().json) return printJson(context.stdout, state);
        printState(context, state);
      }),
    );
  program
    .command('accept')
    .description('takes a discovered topic into the taxonomy, as a new version of it; history follows')
    .argument('<topic>', 'its id; `topics found` lists them')
    .argument('<label>', 'id of the new topic, such as gift-cards')
    .action((topic: string, label: string) =>
      run((context) => decide(context, { topic, decision: 'accept', label })),
    );
  program
    .command('reject')
    .description('says that a discovered topic is none')
    .argument('<topic>', 'its id; `topics found` lists them')
    .action((topic: string) => run((context) => decide(context, { topic, decision: 'reject' })));
}

interface State {
  found: DiscoveredTopics | null;
  decided: DecidedTopics;
}

async function readState(context: CommandContext): Promise<State> {
  const { store, tenant } = await context.openStorage();
  const { owner, found, decided } = DISCOVERY_SNAPSHOTS;
  const [ofRun, said] = await Promise.all([
    store.snapshots.get(tenant, owner, found),
    store.snapshots.get(tenant, owner, decided),
  ]);
  return {
    found: ofRun === null ? null : discoveredTopicsSchema.parse(ofRun.value),
    decided: said === null ? { accepted: [], rejected: [] } : decidedTopicsSchema.parse(said.value),
  };
}

const statusOf = (id: string, { accepted, rejected }: DecidedTopics): string => {
  const taken = accepted.find((one) => one.id === id);
  if (taken !== undefined) return `is ${taken.label}`;
  return rejected.some((one) => one.id === id) ? 'rejected' : 'proposed';
};

function printState({ stdout }: CommandContext, { found, decided }: State): void {
  if (found === null) return void stdout.write('nothing was looked for yet\n');
  printTable(
    stdout,
    ['topic', 'conversations', 'people', 'trend', 'status', 'name'],
    found.topics.map(({ id, nConversations, nPeople, trend, name }) => [
      ...[id, nConversations, nPeople, trend.kind, statusOf(id, decided), name],
    ]),
  );
  stdout.write(
    `${found.topics.length} topics among ${found.nConversations} conversations that no topic covers (${found.ranAt}); ${found.nHidden} lie in topics of fewer than ${found.minPeople} people\n`,
  );
}

interface Decision {
  topic: string;
  decision: keyof typeof TOPIC_DECISIONS;
  label?: string;
}

async function decide(context: CommandContext, { topic, decision, label }: Decision): Promise<void> {
  const told = `${topic}: ${decision === 'accept' ? `taken as ${label}` : 'rejected'}, sent to the categorisation service\n`;
  if (context.running !== null) {
    const path = `discovered-topics/${encodeURIComponent(topic)}/decision`;
    await createGatewayApi(context).post(path, { decision, ...(label !== undefined && { label }) });
    return void context.stdout.write(told);
  }
  const { bus, tenant, clock } = await context.openInfrastructure();
  const { found, decided } = await readState(context);
  if (!found?.topics.some(({ id }) => id === topic)) throw new Error(`there is no discovered topic ${topic}`);
  if (statusOf(topic, decided) !== 'proposed')
    throw new Error(`${topic} was decided before: ${statusOf(topic, decided)}`);
  if (label !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(label))
    throw new Error(`"${label}" is no id of a topic: use lower-case letters, digits, "-" and "_"`);
  const event = toFeedbackEvent(tenant, 'cli', {
    ...{ feedbackId: randomUUID(), subject: 'category', subjectId: topic, field: TOPIC_DECISIONS[decision] },
    ...{ value: label ?? topic, givenBy: `cli:${userInfo().username}` },
    givenAt: new Date(clock.now()).toISOString(),
  });
  await bus.publish(topics.feedbackGiven, [event]);
  context.stdout.write(told);
}
