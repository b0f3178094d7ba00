import { createGraphDetector, graphDetectors, type GraphDetector } from '@convoscope/detectors';
import { inFile } from '@convoscope/registry';
import { Option, type Command } from 'commander';
import type { RunAlone } from '../command-host.ts';
import { parseParams } from '../detection/parse-options.ts';
import { printResult } from '../detection/print-result.ts';
import { readEdges, type EdgeOptions, type NamedGraph } from '../detection/read-edges.ts';
import { topRows } from '../detection/top-rows.ts';

interface GraphOptions extends EdgeOptions {
  input: string;
  detector: string;
  params?: Record<string, unknown>;
  json?: boolean;
}

const NAMES = graphDetectors.map(({ name }) => name);
const FINDS = graphDetectors.map(({ name, target, summary }) => `${name} (${target}): ${summary}`).join('; ');

/** Unusual nodes and edges of a table of edges. */
export function addGraph(program: Command, run: RunAlone): void {
  program
    .command('graph')
    .description(`unusual nodes or edges of a graph. ${FINDS}`)
    .requiredOption('--input <file>', 'edges, one a row: CSV, JSON Lines (both also .gz) or Parquet')
    .option('--source <column>', 'column of the one end', 'source')
    .option('--target <column>', 'column of the other end', 'target')
    .option('--weight <column>', 'column with a number above 0; default: each row counts 1')
    .option('--directed', 'an edge leads from source to target')
    .addOption(new Option('--detector <name>').choices(NAMES).default('oddball'))
    .option('--params <json>', "the detector's parameters", parseParams)
    .option('--json', 'as JSON')
    .action((options: GraphOptions) =>
      run(async ({ stdout }) => {
        const detector = createGraphDetector(options.detector, options.params);
        const named = await readEdges(options.input, options);
        printResult(
          stdout,
          inFile(options.input, () => judge(detector, named)),
          options.json,
        );
      }),
    );
}

function judge(detector: GraphDetector, { graph, names, notes }: NamedGraph) {
  detector.fit(graph);
  const { scores, parts } = detector.judge(graph);
  const called = (index: number) =>
    detector.target === 'nodes'
      ? { node: names[index] }
      : { source: names[graph.sources[index] ?? -1], target: names[graph.targets[index] ?? -1] };
  return {
    ...{ detector: detector.name, parameters: detector.params, nNodes: graph.nNodes },
    ...{ nEdges: graph.sources.length, threshold: detector.threshold },
    nAnomalies: scores.reduce((count, score) => count + (score > detector.threshold ? 1 : 0), 0),
    top: topRows(scores).map(({ row, score }) => ({
      ...{ ...called(row), score },
      parts: Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, values[row]])),
    })),
    notes,
  };
}
