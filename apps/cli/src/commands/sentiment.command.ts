import { DataError } from '@convoscope/detectors';
import { analyseSentiment, loadLanguageIdentifier, reportClassification } from '@convoscope/text';
import type { Command } from 'commander';
import type { CommandHost, RunAlone } from '../command-host.ts';
import { printJson } from '../print.ts';
import { printReport } from '../texts/print-report.ts';
import { readTexts } from '../texts/read-texts.ts';

interface Options {
  data: string;
  json?: boolean;
  skipInvalid?: boolean;
}

const LABELS: ReadonlySet<string> = new Set(['negative', 'neutral', 'positive']);

export function addSentiment(program: Command, run: RunAlone): void {
  program
    .command('sentiment')
    .description('tells how texts feel')
    .command('eval')
    .description('how often it agrees with rows {"text", "label"}: negative, neutral or positive')
    .requiredOption(
      '--data <file>',
      'rows as JSON Lines, JSON, CSV or Parquet, also packed; "-" is JSON Lines on standard input',
    )
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: Options) => run((host) => evaluate(options, host)));
}

/** Where rows know no neutral, the sign of the score decides. */
function evaluateRow(text: string, language: string | undefined, hasNeutral: boolean) {
  const { label, score, confidence } = analyseSentiment(text, language);
  const found = hasNeutral ? label : score < 0 ? 'negative' : 'positive';
  return { found, confidence };
}

async function evaluate(options: Options, { stdout }: CommandHost): Promise<void> {
  const { rows, skipped } = await readTexts(options.data, process.stdin, {
    labels: ['label', 'sentiment'],
    skipInvalid: options.skipInvalid,
  });
  const wrong = rows.find(({ label = '' }) => !LABELS.has(label));
  if (wrong !== undefined)
    throw new DataError(
      `${options.data}: the label "${wrong.label}" is neither negative nor neutral nor positive`,
    );
  const hasNeutral = rows.some(({ label }) => label === 'neutral');
  const identifier = loadLanguageIdentifier();
  const judged = rows.map(({ text, label = '' }) => {
    const { language, isReliable } = identifier.identify(text);
    return { truth: label, ...evaluateRow(text, isReliable ? language : undefined, hasNeutral) };
  });
  const report = reportClassification(judged);
  if (options.json) return printJson(stdout, { ...report, skipped });
  printReport(stdout, report);
}
