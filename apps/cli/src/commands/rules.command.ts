import { readFile } from 'node:fs/promises';
import { ConfigError, type Rule } from '@convoscope/contracts';
import {
  backTestRules,
  MeasureKeeper,
  MOST_DAYS,
  parseRules,
  RuleError,
  type BackTest,
} from '@convoscope/measures';
import { InvalidArgumentError, type Command } from 'commander';
import { stringify } from 'yaml';
import type { CommandContext } from '../command-context.ts';
import { printJson, printTable } from '../print.ts';
import { openRules } from '../rules/rule-client.ts';
import type { RunCommand } from '../run-command.ts';

const DEFAULT_DAYS = 60;

/** Rules that people write: tested on history before they are saved. */
export function addRules(program: Command, run: RunCommand): void {
  const rules = program.command('rules').description('rules of what is to be called an incident');
  addTest(rules, run);
  addSave(rules, run);
  addList(rules, run);
  addShow(rules, run);
  addRemove(rules, run);
}

/** The rules of a file. Throws ConfigError with everything that is wrong with it, each with its line. */
async function readRules(file: string): Promise<{ rules: Rule[]; yaml: string }> {
  const yaml = await readFile(file, 'utf8');
  try {
    return { rules: parseRules(yaml), yaml };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    throw new ConfigError(error.problems.map((problem) => `${file}: ${problem}`));
  }
}

function parseDays(value: string): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new InvalidArgumentError(`expected a whole number of days from 1 to ${MOST_DAYS}`);
  return days;
}

function addTest(rules: Command, run: RunCommand): void {
  rules
    .command('test')
    .description('how often, and when, the rules of a file would have fired; saves nothing')
    .argument('<file>', 'YAML: one rule, or several under rules:')
    .option('--days <n>', 'days of history, counted back from the newest data', parseDays, DEFAULT_DAYS)
    .option('--json', 'as JSON')
    .action((file: string, { days, json }: { days: number; json?: boolean }) =>
      run(async (context) => {
        const parsed = await readRules(file);
        const { store, tenant, clock } = await context.openStorage();
        const now = (): number => clock.now();
        // What no service has measured yet.
        await new MeasureKeeper({ measures: store.measures, now }).keep(tenant);
        const tests = await backTestRules(parsed.rules, {
          ...{ measures: store.measures, tenant, now: now(), days },
        });
        if (json) printJson(context.stdout, tests);
        else for (const test of tests) printTest(context, test);
      }),
    );
}

const toMinute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;

function printTest({ stdout }: CommandContext, { rule, from, to, ...test }: BackTest): void {
  if (from === null || to === null)
    return void stdout.write(`${rule.name}: there is no data to test it on\n`);
  stdout.write(
    `${rule.name}: would have fired ${test.nFirings} times from ${toMinute(from)} to ${toMinute(to)} UTC (${test.firingsPerWeek} a week, ${(test.share * 100).toFixed(1)} % of the time)\n`,
  );
  const kept = [
    ...(test.nKeptByQuietHours > 0 ? [`${test.nKeptByQuietHours} by quiet hours`] : []),
    ...(test.nKeptByMaintenance > 0 ? [`${test.nKeptByMaintenance} by maintenance`] : []),
    ...(test.nKeptByCoolDown > 0 ? [`${test.nKeptByCoolDown} by its cool-down`] : []),
  ];
  if (kept.length > 0) stdout.write(`  kept silent: ${kept.join(', ')}\n`);
  for (const { startedAt, endedAt, story } of test.firings)
    stdout.write(`  ${toMinute(startedAt)} to ${toMinute(endedAt)}  ${story}\n`);
}

function addSave(rules: Command, run: RunCommand): void {
  rules
    .command('add')
    .description('save the rules of a file; one of a known name becomes its next version')
    .argument('<file>', 'YAML: one rule, or several under rules:')
    .option('--since <instant>', 'first instant that they speak for (RFC 3339); default: now')
    .action((file: string, { since }: { since?: string }) =>
      run(async (context) => {
        const { rules: parsed, yaml } = await readRules(file);
        if (since !== undefined && Number.isNaN(Date.parse(since)))
          throw new ConfigError([`--since is "${since}": expected an instant such as 2026-03-01T00:00:00Z`]);
        const from = since === undefined ? undefined : new Date(since).toISOString();
        await (await openRules(context)).save(yaml, from);
        for (const { name } of parsed) context.stdout.write(`${name} sent: the anomaly service keeps it\n`);
      }),
    );
}

function addList(rules: Command, run: RunCommand): void {
  rules
    .command('list', { isDefault: true })
    .description('every rule that is watched')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const found = (await store.rules.findAll(tenant)).filter(({ rule }) => rule !== null);
        if (json) return printJson(context.stdout, found);
        if (found.length === 0) return void context.stdout.write('no rules\n');
        printTable(
          context.stdout,
          ['rule', 'version', 'metric', 'window', 'severity', 'owner', 'saved', 'by'],
          found.map(({ name, version, rule, savedAt, savedBy }) => [
            ...[name, version, rule?.metric ?? '', rule?.window ?? '', rule?.severity ?? ''],
            ...[rule?.owner ?? '', toMinute(savedAt), savedBy],
          ]),
        );
      }),
    );
}

function addShow(rules: Command, run: RunCommand): void {
  rules
    .command('show')
    .description('one rule as YAML, to be changed and added again')
    .argument('<name>')
    .option('--json', 'with all its versions, as JSON')
    .action((name: string, { json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const found = await store.rules.findByName(tenant, name);
        if (found === null) throw new Error(`there is no rule ${name}`);
        if (json) return printJson(context.stdout, found);
        if (found.rule === null)
          throw new Error(`the rule ${name} was removed on ${toMinute(found.savedAt)}`);
        context.stdout.write(stringify(found.rule));
      }),
    );
}

function addRemove(rules: Command, run: RunCommand): void {
  rules
    .command('remove')
    .description('watch a rule no longer; what it found stays')
    .argument('<name>')
    .action((name: string) =>
      run(async (context) => {
        await (await openRules(context)).remove(name);
        context.stdout.write(`${name} is taken out by the anomaly service\n`);
      }),
    );
}
