import { ConfigError, PROMOTIONS, trainingSchema, type Training } from '@convoscope/contracts';
import { createBatchDetector, TUNED } from '@convoscope/detectors';
import { compareVersions, parseReference, stageOf, standingVersions, versionOf } from '@convoscope/registry';
import { Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { collectNames, parseCount, parseParams } from '../detection/parse-options.ts';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';
import { openDetectors } from './detector-desk.ts';
import { printComparison, printDetectors, printVersion } from './print-detector.ts';
import { progressLines } from './show-progress.ts';

interface TrainOptions extends Omit<Partial<Training>, 'detector'> {
  detector: string;
  json?: boolean;
}

/** `detectors train|list|show|compare|promote|rollback|archive|delete`. */
export function addKeptDetectors(detectors: Command, run: RunCommand): void {
  addTrain(detectors, run);
  addRead(detectors, run);
  addChanges(detectors, run);
}

/** Checked before the table is read. Throws ConfigError or ParameterError. */
function toTraining({ json: _json, ...options }: TrainOptions): Training {
  const parsed = trainingSchema.safeParse(options);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`));
  const { detector, params } = parsed.data;
  if (detector !== TUNED) createBatchDetector(detector, params);
  return parsed.data;
}

function addTrain(detectors: Command, run: RunCommand): void {
  detectors
    .command('train')
    .description('train a detector from a table, or a next version of it, and keep it')
    .argument('<name>', 'small letters, digits and hyphens')
    .argument('<file>', 'CSV, JSON Lines (both also .gz) or Parquet')
    .option(
      '--detector <kind>',
      'auto, ensemble, tune (the best of several by trial), or a name that `detectors` lists',
      'auto',
    )
    .option('--params <json>', "the detector's parameters", parseParams)
    .option('--label-column <name>', 'column with 1 for an anomaly: for measuring and probabilities only')
    .option('--exclude <names>', 'columns that are not to be features', collectNames)
    .option('--seed <number>', 'start of every random choice', parseCount)
    .addOption(new Option('--scale <how>').choices(['standard', 'robust', 'none']))
    .addOption(new Option('--missing <how>').choices(['median', 'indicator']))
    .option('--max-trials <number>', 'fits that tune may make', parseCount)
    .option('--max-seconds <number>', 'time that tune may take', parseCount)
    .addOption(
      new Option('--promote <when>', 'when it becomes the live version by itself').choices([...PROMOTIONS]),
    )
    .option('--json', 'as JSON')
    .action((reference: string, file: string, options: TrainOptions) =>
      run(async (context) => {
        const { name, version } = parseReference(reference);
        if (version !== null)
          throw new ConfigError([`"${reference}" names a version: a training makes the next one`]);
        const training = toTraining(options);
        const onProgress = progressLines(context.stderr);
        const made = await (await openDetectors(context)).train(name, file, training, onProgress);
        await show(context, { name, version: made }, options.json);
      }),
    );
}

async function show(
  { openStorage, stdout }: CommandContext,
  { name, version }: { name: string; version: number | null },
  isJson: boolean | undefined,
): Promise<void> {
  const { store, tenant } = await openStorage();
  const found = await store.detectors.findByName(tenant, name);
  const one = versionOf(found, name, version);
  if (found === null) return;
  if (isJson) printJson(stdout, { name, stage: stageOf(found, one), ...one });
  else printVersion(stdout, found, one);
}

function addRead(detectors: Command, run: RunCommand): void {
  detectors
    .command('list')
    .description('every detector that is kept, with its versions')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async ({ openStorage, stdout }) => {
        const { store, tenant } = await openStorage();
        const found = await store.detectors.findAll(tenant);
        if (!json) return printDetectors(stdout, found);
        printJson(
          stdout,
          found.map((one) => ({
            ...{ name: one.name, live: one.live },
            versions: standingVersions(one).map((own) => ({ ...own, stage: stageOf(one, own) })),
          })),
        );
      }),
    );
  detectors
    .command('show')
    .description('one version: data, columns, figures, and what tuning tried')
    .argument('<detector>', 'NAME for the live version, or NAME@VERSION')
    .option('--json', 'as JSON')
    .action((reference: string, { json }: { json?: boolean }) =>
      run((context) => show(context, parseReference(reference), json)),
    );
  detectors
    .command('compare')
    .description('two versions side by side')
    .argument('<name>')
    .argument('<a>', 'a version', parseCount)
    .argument('<b>', 'another one', parseCount)
    .option('--json', 'as JSON')
    .action((name: string, a: number, b: number, { json }: { json?: boolean }) =>
      run(async ({ openStorage, stdout }) => {
        const { store, tenant } = await openStorage();
        const found = await store.detectors.findByName(tenant, name);
        const compared = compareVersions(versionOf(found, name, a), versionOf(found, name, b));
        if (json) printJson(stdout, { name, ...compared });
        else printComparison(stdout, name, compared);
      }),
    );
}

/** The version that the reference names. Throws ConfigError where it names none. */
function namedVersion(reference: string): { name: string; version: number } {
  const { name, version } = parseReference(reference);
  if (version === null) throw new ConfigError([`"${reference}" names no version: write ${name}@VERSION`]);
  return { name, version };
}

function addChanges(detectors: Command, run: RunCommand): void {
  const add = (
    command: string,
    argument: string,
    description: string,
    act: (context: CommandContext, reference: string) => Promise<object>,
  ): void =>
    void detectors
      .command(command)
      .description(description)
      .argument(argument)
      .option('--json', 'as JSON')
      .action((reference: string, { json }: { json?: boolean }) =>
        run(async (context) => {
          const done = await act(context, reference);
          if (json) printJson(context.stdout, done);
          else context.stdout.write(`${command}: ${Object.values(done).filter(Boolean).join('@')}\n`);
        }),
      );
  const liveOf = async ({ openStorage }: CommandContext, name: string): Promise<object> => {
    const { store, tenant } = await openStorage();
    return { name, live: versionOf(await store.detectors.findByName(tenant, name), name, null).version };
  };
  const check = async ({ openStorage }: CommandContext, name: string, version: number | null) => {
    const { store, tenant } = await openStorage();
    versionOf(await store.detectors.findByName(tenant, name), name, version);
  };
  add('promote', '<name@version>', 'make a version the live one', async (context, reference) => {
    const { name, version } = namedVersion(reference);
    await check(context, name, version);
    await (await openDetectors(context)).promote(name, version);
    return liveOf(context, name);
  });
  add('rollback', '<name>', 'make the version live again that was so before', async (context, reference) => {
    const { name } = parseReference(reference);
    await check(context, name, null);
    await (await openDetectors(context)).rollback(name);
    return liveOf(context, name);
  });
  add('archive', '<name@version>', 'set a version aside that is not live', async (context, reference) => {
    const { name, version } = namedVersion(reference);
    await check(context, name, version);
    await (await openDetectors(context)).archive(name, version);
    return { name, version };
  });
  add('delete', '<detector>', 'remove a detector, or NAME@VERSION of it', async (context, reference) => {
    const { name, version } = parseReference(reference);
    const { store, tenant } = await context.openStorage();
    const found = await store.detectors.findByName(tenant, name);
    if (found === null || version !== null) versionOf(found, name, version);
    await (await openDetectors(context)).remove(name, version);
    return { name, version };
  });
}
