import { Command } from 'commander';
import type { RunAlone } from './command-host.ts';
import type { RunCommand } from './run-command.ts';

/** How commands run: with what an installation has, or without. */
export interface Runners {
  run: RunCommand;
  alone: RunAlone;
}

type AddCommand = (program: Command, runners: Runners) => Promise<void>;

/** Every command in a file of its own, in the order of the help; a file is loaded, with all that it needs, when its command is called. */
const COMMANDS: Readonly<Record<string, AddCommand>> = {
  doctor: async (to, { run }) => (await import('./commands/doctor.command.ts')).addDoctor(to, run),
  example: async (to, { alone }) => (await import('./commands/example.command.ts')).addExample(to, alone),
  ingest: async (to, { run }) => (await import('./commands/ingest.command.ts')).addIngest(to, run),
  status: async (to, { run }) => (await import('./commands/status.command.ts')).addStatus(to, run),
  report: async (to, { run }) => (await import('./commands/report.command.ts')).addReport(to, run),
  compare: async (to, { run }) => (await import('./commands/compare.command.ts')).addCompare(to, run),
  export: async (to, { run }) => (await import('./commands/export.command.ts')).addExport(to, run),
  reconcile: async (to, { run }) => (await import('./commands/reconcile.command.ts')).addReconcile(to, run),
  dlq: async (to, { run }) => (await import('./commands/dead-letters.command.ts')).addDeadLetters(to, run),
  webhooks: async (to, { run }) => (await import('./commands/webhooks.command.ts')).addWebhooks(to, run),
  errors: async (to, { run }) => (await import('./commands/errors.command.ts')).addErrors(to, run),
  audit: async (to, { run }) => (await import('./commands/audit.command.ts')).addAudit(to, run),
  keys: async (to, { run }) => (await import('./commands/keys.command.ts')).addKeys(to, run),
  accounts: async (to, { run }) => (await import('./commands/accounts.command.ts')).addAccounts(to, run),
  findings: async (to, { run }) => (await import('./commands/findings.command.ts')).addFindings(to, run),
  categories: async (to, { run }) =>
    (await import('./commands/categories.command.ts')).addCategories(to, run),
  replay: async (to, { run }) => (await import('./commands/categories.command.ts')).addReplay(to, run),
  rules: async (to, { run }) => (await import('./commands/rules.command.ts')).addRules(to, run),
  topics: async (to, runners) => (await import('./commands/topics.command.ts')).addTopics(to, runners),
  classify: async (to, { alone }) => (await import('./commands/classify.command.ts')).addClassify(to, alone),
  sentiment: async (to, { alone }) =>
    (await import('./commands/sentiment.command.ts')).addSentiment(to, alone),
  person: async (to, { run }) => (await import('./commands/person.command.ts')).addPerson(to, run),
  retention: async (to, runners) =>
    (await import('./commands/retention.command.ts')).addRetention(to, runners),
  privacy: async (to, { alone }) => (await import('./commands/privacy.command.ts')).addPrivacy(to, alone),
  taxonomy: async (to, { alone }) => (await import('./commands/taxonomy.command.ts')).addTaxonomy(to, alone),
  models: async (to, { alone }) => (await import('./commands/models.command.ts')).addModels(to, alone),
  translate: async (to, { alone }) =>
    (await import('./commands/translate.command.ts')).addTranslate(to, alone),
  language: async (to, { alone }) => (await import('./commands/language.command.ts')).addLanguage(to, alone),
  mcp: async (to, { run }) => (await import('./commands/mcp.command.ts')).addMcp(to, run),
  migrate: async (to, { run }) => (await import('./commands/migrate.command.ts')).addMigrate(to, run),
  backup: async (to, { run }) => (await import('./commands/backup.command.ts')).addBackup(to, run),
  restore: async (to, { run }) => (await import('./commands/restore.command.ts')).addRestore(to, run),
  rebuild: async (to, { run }) => (await import('./commands/rebuild.command.ts')).addRebuild(to, run),
  detect: async (to, runners) => (await import('./commands/detect.command.ts')).addDetect(to, runners),
  'detect-stream': async (to, { alone }) =>
    (await import('./commands/detect-stream.command.ts')).addDetectStream(to, alone),
  detectors: async (to, runners) =>
    (await import('./commands/detectors.command.ts')).addDetectors(to, runners),
  forecast: async (to, runners) => (await import('./commands/forecast.command.ts')).addForecast(to, runners),
  sensors: async (to, { alone }) => (await import('./commands/sensors.command.ts')).addSensors(to, alone),
  graph: async (to, { alone }) => (await import('./commands/graph.command.ts')).addGraph(to, alone),
  drift: async (to, { alone }) => (await import('./commands/drift.command.ts')).addDrift(to, alone),
  explain: async (to, { alone }) => (await import('./commands/explain.command.ts')).addExplain(to, alone),
};

/** The command line: with the command that the arguments begin with, or with all where they begin with none (help, a slip of the pen). */
export async function createProgram(runners: Runners, args: readonly string[]): Promise<Command> {
  const program = new Command('convoscope')
    .description('Looks into Convoscope and works on its data.')
    .addHelpText(
      'after',
      '\nWorks on what `npm start` keeps in CONVOSCOPE_DATA_DIR, or, where KAFKA_BROKERS is set, on the servers the settings name.',
    )
    .exitOverride();
  const called = args[0] !== undefined && Object.hasOwn(COMMANDS, args[0]) ? COMMANDS[args[0]] : undefined;
  for (const addCommand of called ? [called] : Object.values(COMMANDS)) await addCommand(program, runners);
  return program;
}
