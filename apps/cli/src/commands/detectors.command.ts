import { batchDetectors, describeBound, streamingDetectors, type ParamSpecs } from '@convoscope/detectors';
import type { Command } from 'commander';
import { addKeptDetectors } from '../detectors/kept-detectors.ts';
import { printJson } from '../print.ts';
import type { Runners } from '../create-program.ts';

const toParameters = (specs: ParamSpecs) =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { default: spec.default, allowed: describeBound(spec), meaning: spec.doc },
    ]),
  );

type Factory = (typeof batchDetectors)[number] | (typeof streamingDetectors)[number];

const toEntry =
  (kind: 'table' | 'stream') =>
  ({ name, summary, params }: Factory) => ({ name, kind, finds: summary, parameters: toParameters(params) });

/** The kinds of detectors that there are, and those that were trained and are kept. */
export function addDetectors(program: Command, { run, alone }: Runners): void {
  const detectors = program
    .command('detectors')
    .description('detectors: their kinds, and those that are kept');
  detectors
    .command('kinds', { isDefault: true })
    .description('the detectors of tables (detect) and of streams (detect-stream), with their parameters')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      alone(({ stdout }) => {
        const entries = [
          ...batchDetectors.map(toEntry('table')),
          ...streamingDetectors.map(toEntry('stream')),
        ];
        if (options.json) printJson(stdout, entries);
        else
          for (const { name, kind, finds, parameters } of entries) {
            stdout.write(`${name} (${kind}): ${finds}\n`);
            for (const [parameter, { default: value, allowed, meaning }] of Object.entries(parameters))
              stdout.write(`    ${parameter} = ${String(value)}   ${allowed}. ${meaning}\n`);
          }
        return Promise.resolve();
      }),
    );
  addKeptDetectors(detectors, run);
}
