import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import {
  CATEGORISATION_SNAPSHOTS,
  categoryModelSchema,
  categoryReplaySchema,
  toFeedbackEvent,
  topics,
  type CategoryModel,
  type CategoryReplay,
} from '@convoscope/contracts';
import { Argument, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const FIELDS = ['topic', 'intent', 'sentiment'] as const;

interface Correction {
  subjectId: string;
  field: (typeof FIELDS)[number];
  value: string;
}

/** What people say of categories, what was learned from it, and how far history follows. */
export function addCategories(program: Command, run: RunCommand): void {
  const categories = program
    .command('categories')
    .description('what people say of topics, intents and feelings');
  categories
    .command('correct')
    .description(
      'say what a conversation is about, wants or feels: it counts over the model, which learns from it',
    )
    .argument('<conversation>', 'id of the conversation')
    .addArgument(new Argument('<field>').choices(FIELDS))
    .argument('<label>', 'what it should be; `categories model` lists the labels')
    .action((subjectId: string, field: Correction['field'], value: string) =>
      run(async (context) => {
        await correct(context, { subjectId, field, value });
        context.stdout.write(`${subjectId}: ${field} ${value}, sent to the categorisation service\n`);
      }),
    );
  categories
    .command('model')
    .description('the model in use, what it has learned, and whether the last try was better')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const model = await readModel(context);
        if (json) return printJson(context.stdout, model);
        printModel(context, model);
      }),
    );
}

/** How far history follows the model in use. */
export function addReplay(program: Command, run: RunCommand): void {
  program
    .command('replay')
    .description('how far history has been categorised again since model or taxonomy changed')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const { owner, replay } = CATEGORISATION_SNAPSHOTS;
        const stored = await store.snapshots.get(tenant, owner, replay);
        const state = stored === null ? null : categoryReplaySchema.parse(stored.value);
        if (json) return printJson(context.stdout, state);
        context.stdout.write(`${tellReplay(state)}\n`);
      }),
    );
}

async function readModel(context: CommandContext): Promise<CategoryModel | null> {
  const { store, tenant } = await context.openStorage();
  const stored = await store.snapshots.get(
    tenant,
    CATEGORISATION_SNAPSHOTS.owner,
    CATEGORISATION_SNAPSHOTS.model,
  );
  return stored === null ? null : categoryModelSchema.parse(stored.value);
}

async function correct(context: CommandContext, correction: Correction): Promise<void> {
  if (context.running !== null)
    return void (await createGatewayApi(context).post('feedback', { subject: 'category', ...correction }));
  const { bus, store, tenant, clock } = await context.openInfrastructure();
  const { subjectId, field, value } = correction;
  if ((await store.categories.findById(tenant, subjectId)) === null)
    throw new Error(`there is no categorised conversation ${subjectId}`);
  const labels = (await readModel(context))?.labels[field];
  if (labels !== undefined && !labels.includes(value))
    throw new Error(`"${value}" is no ${field}: ${labels.join(', ')}`);
  const event = toFeedbackEvent(tenant, 'cli', {
    ...{ feedbackId: randomUUID(), subject: 'category', ...correction },
    ...{ givenBy: `cli:${userInfo().username}`, givenAt: new Date(clock.now()).toISOString() },
  });
  await bus.publish(topics.feedbackGiven, [event]);
}

function printModel({ stdout }: CommandContext, model: CategoryModel | null): void {
  if (model === null) return void stdout.write('the categorisation service has not started yet\n');
  const { modelVersion, taxonomyVersion, examples, since, lastJudgement, labels } = model;
  stdout.write(`${modelVersion} on ${taxonomyVersion}, since ${since}\n`);
  stdout.write(`learned from ${examples.length} corrected conversations\n`);
  if (lastJudgement !== null) {
    const verdict = lastJudgement.isPromoted ? 'took over' : 'did not take over';
    stdout.write(
      `the last model that was tried (${lastJudgement.at}) ${verdict}: ${lastJudgement.because}\n`,
    );
  }
  printTable(
    stdout,
    ['field', 'labels'],
    Object.entries(labels).map(([field, own]) => [field, own.join(', ')]),
  );
}

function tellReplay(state: CategoryReplay | null): string {
  if (state === null) return 'nothing was categorised again yet';
  const { modelVersion, taxonomyVersion, nLooked, nRedone, total, startedAt, endedAt } = state;
  const to = `${modelVersion} on ${taxonomyVersion}`;
  if (endedAt !== null)
    return `history stands as ${to} says since ${endedAt}: ${nRedone} of ${nLooked} were redone`;
  return `${nLooked} of ${total} looked at, ${nRedone} redone as ${to} says, since ${startedAt}`;
}
