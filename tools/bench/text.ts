/**
 * Measures libs/text on public and own data sets and writes docs/benchmarks/text.md. The public sets are looked for in
 * CONVOSCOPE_SHARED_DATA or ../shared/data. Usage: npm run bench -- --section text
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureClassifiers } from './text/classifiers.ts';
import { measureConversations } from './text/conversations.ts';
import { measureEmbeddings } from './text/embeddings.ts';
import { measureLanguages } from './text/languages.ts';
import { measureOutcomes } from './text/outcomes.ts';
import type { Section } from './anomaly/section.ts';
import { toTable } from './anomaly/section.ts';

const root = join(import.meta.dirname, '../..');
const data = process.env['CONVOSCOPE_SHARED_DATA'] ?? join(root, '../shared/data');
if (!existsSync(data)) {
  process.stderr.write(`The public data sets are not at ${data}; set CONVOSCOPE_SHARED_DATA.\n`);
  process.exit(1);
}

const sections: Section[] = [];
for (const measure of [
  measureLanguages,
  measureClassifiers,
  measureEmbeddings,
  measureConversations,
  measureOutcomes,
]) {
  const section = await measure(data);
  console.log(section.lines.join('\n'));
  sections.push(section);
}
const targets = sections.flatMap(({ targets }) => targets);
const page = [
  '# The text engine, measured',
  '',
  `\`npm run bench -- --section text\` writes this page; ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}. Rates are CPU time of one thread.`,
  '',
  '## What was asked for',
  '',
  ...toTable(
    ['what', 'asked', 'measured', 'reached'],
    targets.map(({ what, asked, measured, isReached }) => [
      what,
      asked,
      measured,
      isReached ? 'yes' : '**no**',
    ]),
  ),
  '',
  ...sections.flatMap(({ lines }) => [...lines, '']),
];
writeFileSync(join(root, 'docs/benchmarks/text.md'), `${page.join('\n').trimEnd()}\n`);
process.exitCode = targets.every(({ isReached }) => isReached) ? 0 : 1;
