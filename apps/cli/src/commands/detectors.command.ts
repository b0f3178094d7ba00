import { batchDetectors, describeBound, streamingDetectors, type ParamSpecs } from '@convoscope/detectors';
import type { Command } from 'commander';
import { printJson } from '../print.ts';
import type { RunAlone } from '../command-host.ts';

const toParameters = (specs: ParamSpecs) =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { default: spec.default, allowed: describeBound(spec), meaning: spec.doc },
    ]),
  );

export function addDetectors(program: Command, run: RunAlone): void {
  program
    .command('detectors')
    .description('the detectors of tables (detect) and of streams (detect-stream), with their parameters')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(({ stdout }) => {
        const toEntry = (kind: 'table' | 'stream') => (factory: (typeof batchDetectors)[number] | (typeof streamingDetectors)[number]) => ({
          name: factory.name,
          kind,
          finds: factory.summary,
          parameters: toParameters(factory.params),
        }); // prettier-ignore
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
}
