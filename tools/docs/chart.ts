/**
 * Writes what the chart knows from the code and from its own values: values.schema.json, README.md, files/settings.json, files/topics.json.
 * `node tools/docs/chart.ts` writes them; with `--check` it only compares and exits 1 when one is out of date.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toValuesSchema } from '../chart/values-schema.ts';
import { toValuesTable } from '../chart/values-table.ts';
import './from-sources.ts';
import { readSettingSections } from './setting-sections.ts';
import { writeOrCheck } from './write-or-check.ts';

const { flattenSettings } = await import('@convoscope/config');
const { allTopics } = await import('@convoscope/contracts');
const { DEAD_LETTER_RETENTION_FACTOR, MAX_DEAD_LETTER_BYTES, MAX_RECORD_BYTES } =
  await import('../../libs/bus/src/ensure-topics.ts');

const chart = join(import.meta.dirname, '../../charts/convoscope');
const values = readFileSync(join(chart, 'values.yaml'), 'utf8');
const sections = (await readSettingSections()).map(({ title, schema }) => ({
  title,
  settings: flattenSettings(schema),
}));

/** Names of settings by who reads them, and which of them are secrets: what the chart refuses values by. */
function settingFacts(): object {
  const namesOf = (settings: readonly { env: string }[]): string[] => settings.map(({ env }) => env).sort();
  const [all, ...services] = sections;
  return {
    all: namesOf(all?.settings ?? []),
    services: Object.fromEntries(services.map(({ title, settings }) => [title, namesOf(settings)])),
    names: [...new Set(sections.flatMap(({ settings }) => namesOf(settings)))].sort(),
    secrets: [
      ...new Set(
        sections.flatMap(({ settings }) => namesOf(settings.filter(({ type }) => type.name === 'secret'))),
      ),
    ].sort(),
  };
}

const topicFacts = {
  topics: allTopics.map(({ name }) => name).sort(),
  deadLetterRetentionFactor: DEAD_LETTER_RETENTION_FACTOR,
  maxBytes: MAX_RECORD_BYTES,
  maxDeadLetterBytes: MAX_DEAD_LETTER_BYTES,
};

const readme = `# Convoscope on Kubernetes

Runs every service of Convoscope. How to install, upgrade and watch it: [deployment](../../docs/deployment.md). Files in [ci](ci) are
examples that every test run renders and checks.

\`\`\`
helm install convoscope charts/convoscope -f charts/convoscope/ci/trial-values.yaml     # everything, with demo conversations
\`\`\`

## Values

Generated from [values.yaml](values.yaml) by \`npm run docs\`; do not edit.

${toValuesTable(values)}
`;

await writeOrCheck(
  'run node tools/docs/chart.ts',
  new Map([
    [join(chart, 'values.schema.json'), JSON.stringify(toValuesSchema(values))],
    [join(chart, 'README.md'), readme],
    [join(chart, 'files/settings.json'), JSON.stringify(settingFacts())],
    [join(chart, 'files/topics.json'), JSON.stringify(topicFacts)],
  ]),
);
