import { loadTaxonomy } from '@convoscope/app-categorisation/load-taxonomy';
import type { Taxonomy, Topic } from '@convoscope/text';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { CommandHost, RunAlone } from '../command-host.ts';
import { printJson } from '../print.ts';

interface Options {
  json?: boolean;
}

export function addTaxonomy(program: Command, run: RunAlone): void {
  const taxonomy = program.command('taxonomy').description('the topics that conversations are sorted into');
  taxonomy
    .command('show')
    .description('a taxonomy as YAML, the built-in one where no file is named: a beginning for your own')
    .argument('[file]', 'YAML or JSON')
    .option('--json', 'as JSON')
    .action((file: string | undefined, options: Options) =>
      run(({ stdout }) => {
        const found = load(file);
        if (options.json) printJson(stdout, found);
        else stdout.write(stringify(found, { lineWidth: 110 }));
        return Promise.resolve();
      }),
    );
  taxonomy
    .command('validate')
    .description(
      'names every problem of a file with its line, or says that there is none; exit code 78 where there are',
    )
    .argument('<file>', 'YAML or JSON')
    .option('--json', 'as JSON')
    .action((file: string, options: Options) =>
      run(({ stdout }) => {
        const { name, version, topics } = load(file);
        const found = { file, name, version, nTopics: topics.length, problems: [] };
        if (options.json) printJson(stdout, found);
        else stdout.write(`${file}: ${name}/${version}, ${topics.length} topics, no problems\n`);
        return Promise.resolve();
      }),
    );
  taxonomy
    .command('diff')
    .description(
      'what changes from one taxonomy to another; "built-in" names the one that comes with Convoscope',
    )
    .argument('<before>', 'YAML or JSON')
    .argument('<after>', 'YAML or JSON')
    .option('--json', 'as JSON')
    .action((before: string, after: string, options: Options) =>
      run((host) => printDiff(compare(load(before), load(after)), options, host)),
    );
}

const load = (file: string | undefined): Taxonomy =>
  loadTaxonomy(file === 'built-in' ? undefined : file, file ?? 'built-in');

interface TopicChange {
  readonly id: string;
  /** What is new and what is gone, field by field; texts and titles that changed count as both. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

interface TaxonomyDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly TopicChange[];
  /** Ids of rules that are new, gone, or say something else. */
  readonly rules: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  /** Same version, other content: results of both could not be told apart. */
  readonly needsNewVersion: boolean;
}

/** Everything that a topic is learned from, one line each. */
const partsOf = (topic: Topic): Set<string> =>
  new Set([
    `title: ${topic.title}`,
    ...(topic.description === undefined ? [] : [`description: ${topic.description}`]),
    ...(topic.keywords ?? []).map((keyword) => `keyword: ${keyword}`),
    ...(topic.phrases ?? []).map((phrase) => `phrase: ${phrase}`),
    ...(topic.signals ?? []).map((signal) => `signal: ${signal}`),
    ...(topic.examples ?? []).map((example) => `example: ${example}`),
  ]);

function compare(before: Taxonomy, after: Taxonomy): TaxonomyDiff {
  const old = new Map(before.topics.map((topic) => [topic.id, partsOf(topic)]));
  const fresh = new Map(after.topics.map((topic) => [topic.id, partsOf(topic)]));
  const changed = [...fresh].flatMap(([id, parts]) => {
    const earlier = old.get(id);
    if (earlier === undefined) return [];
    const added = [...parts].filter((part) => !earlier.has(part));
    const removed = [...earlier].filter((part) => !parts.has(part));
    return added.length + removed.length === 0 ? [] : [{ id, added, removed }];
  });
  const added = [...fresh.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !fresh.has(id));
  const rules = compareRules(before, after);
  const nChanges = [added, removed, changed, ...Object.values(rules)].reduce(
    (sum, list) => sum + list.length,
    0,
  );
  const differs = nChanges > 0;
  return { added, removed, changed, rules, needsNewVersion: differs && before.version === after.version };
}

function compareRules(before: Taxonomy, after: Taxonomy): TaxonomyDiff['rules'] {
  const toMap = ({ rules = [] }: Taxonomy) => new Map(rules.map((rule) => [rule.id, JSON.stringify(rule)]));
  const [old, fresh] = [toMap(before), toMap(after)];
  return {
    added: [...fresh.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !fresh.has(id)),
    changed: [...fresh].filter(([id, rule]) => old.has(id) && old.get(id) !== rule).map(([id]) => id),
  };
}

function printDiff(diff: TaxonomyDiff, options: Options, { stdout }: CommandHost): Promise<void> {
  if (options.json) {
    printJson(stdout, diff);
    return Promise.resolve();
  }
  for (const id of diff.added) stdout.write(`+ ${id}\n`);
  for (const id of diff.removed) stdout.write(`- ${id}\n`);
  for (const { id, added, removed } of diff.changed) {
    stdout.write(`~ ${id}\n`);
    for (const part of removed) stdout.write(`    - ${part}\n`);
    for (const part of added) stdout.write(`    + ${part}\n`);
  }
  for (const id of diff.rules.added) stdout.write(`+ rule ${id}\n`);
  for (const id of diff.rules.removed) stdout.write(`- rule ${id}\n`);
  for (const id of diff.rules.changed) stdout.write(`~ rule ${id}\n`);
  if (diff.needsNewVersion)
    stdout.write('The version is the same: raise it, so that results of both can be told apart.\n');
  return Promise.resolve();
}
