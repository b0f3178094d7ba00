/**
 * Writes the tables of parameters into docs/detectors/*.md, between their marks, from what the detectors declare.
 * `node tools/docs/detector-pages.ts`; with `--check` it only compares and exits 1 when one is out of date.
 */
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import type { ParamSpecs } from '@convoscope/detectors';
import { writeOrCheck } from './write-or-check.ts';

// Libraries are taken from their sources, so that nothing needs to be built first.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: ['source', ...context.conditions] }),
});
const { batchDetectors, describeBound, graphDetectors, seriesDetectors, streamingDetectors } =
  await import('@convoscope/detectors');

const folder = join(import.meta.dirname, '../../docs/detectors');
const MARKED = /(<!-- parameters: ([a-z -]+) -->)[\s\S]*?(<!-- end of parameters -->)/g;
/** Said once on the overview. */
const EVERYWHERE = new Set(['contamination', 'seed']);

/** Families with a page of their own, where a name may be that of a table detector too. */
const OWN_PAGES: Readonly<Record<string, readonly { name: string; params: ParamSpecs }[]>> = {
  'streaming.md': streamingDetectors,
  'series.md': seriesDetectors,
  'graph.md': graphDetectors,
};

/** The parameters of a detector: of the page's own family first. */
function specsOf(page: string, name: string): ParamSpecs {
  const found = [...(OWN_PAGES[page] ?? []), ...batchDetectors, ...streamingDetectors].find(
    (factory) => factory.name === name,
  );
  if (found === undefined) throw new Error(`${page}: there is no detector "${name}"`);
  return found.params;
}

function tableOf(page: string, names: readonly string[]): string {
  const rows = names.flatMap((name) => {
    const own = Object.entries(specsOf(page, name)).filter(([parameter]) => !EVERYWHERE.has(parameter));
    if (own.length === 0) return [`| \`${name}\` | none | | | |`];
    return own.map(
      ([parameter, spec]) =>
        `| \`${name}\` | \`${parameter}\` | ${String(spec.default)} | ${describeBound(spec)} | ${spec.doc.replaceAll('|', '\\|')} |`,
    );
  });
  return [
    '',
    '',
    '| detector | parameter | default | allowed | meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '',
  ].join('\n');
}

const pages = globSync('*.md', { cwd: folder }).map((file): [string, string] => {
  const text = readFileSync(join(folder, file), 'utf8');
  const written = text.replace(
    MARKED,
    (_all, begin: string, names: string, end: string) =>
      begin + tableOf(basename(file), names.trim().split(/ +/)) + end,
  );
  return [join(folder, file), written];
});
await writeOrCheck('node tools/docs/detector-pages.ts', new Map(pages));
