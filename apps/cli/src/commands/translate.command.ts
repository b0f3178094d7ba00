import type { Command } from 'commander';
import type { RunAlone } from '../command-host.ts';
import { parseCount } from '../detection/parse-options.ts';
import type { TranslateOptions } from '../texts/evaluate-translation.ts';

export function addTranslate(program: Command, run: RunAlone): void {
  program
    .command('translate')
    .description('translation engines')
    .command('eval')
    .description(
      'how well an engine translates rows {"en": "…", "de": "…"} or {"text", "reference"}: BLEU and chrF where there are references, and what speaks against a translation without',
    )
    .requiredOption(
      '--provider <name>',
      'libretranslate, apertium, openai, deepl, google; or copy, which leaves texts as they are',
    )
    .requiredOption('--from <language>', 'ISO 639-1')
    .requiredOption('--to <language>', 'ISO 639-1')
    .requiredOption('--data <file>', 'rows as JSON Lines, also .gz; "-" is standard input')
    .option(
      '--url <address>',
      'of the engine; default TRANSLATION_URL. Its key is read from TRANSLATION_API_KEY',
    )
    .option('--model <name>', 'asked by openai; default TRANSLATION_MODEL')
    .option('--glossary <file>', 'terms that are kept, or translated as it says')
    .option('--limit <number>', 'rows that are read at most', parseCount)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: TranslateOptions) =>
      run(async (host) => {
        const { evaluateTranslation } = await import('../texts/evaluate-translation.ts');
        return evaluateTranslation(options, host);
      }),
    );
}
