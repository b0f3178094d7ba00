import { join } from 'node:path';
import { summarise } from '@convoscope/app-gateway/routes/summarise';
import type { StandaloneOptions } from './parse-options.ts';
import type { RunningServices } from './services.ts';
import type { EmbeddedInfrastructure } from './open-embedded.ts';
import type { Terminal } from './terminal.ts';

export interface SummaryOptions {
  infrastructure: EmbeddedInfrastructure;
  services: RunningServices;
  terminal: Terminal;
  options: StandaloneOptions;
  logFile: string;
}

/** What was found, and where to look. */
export async function printSummary({
  infrastructure,
  services,
  terminal,
  options,
  logFile,
}: SummaryOptions): Promise<void> {
  const { store, tenant } = infrastructure;
  const summary = await summarise(store, tenant, {});
  const { items: anomalies } = await store.anomalies.findPage(tenant, { kind: 'metric' }, { limit: 50 });
  const { items: reports } = await store.reports.findPage(tenant, {}, { limit: 50 });
  terminal.line();
  terminal.line(
    `${summary.nConversations} conversations, ${summary.nMessages} messages, ${summary.nUsers} users, ${summary.from ?? '–'} to ${summary.to ?? '–'}`,
  );
  terminal.line(`  topics      ${list(summary.topics)}`);
  terminal.line(`  languages   ${list(summary.languages)}`);
  terminal.line(`  sentiment   ${list(summary.sentiments)}`);
  terminal.line(`  unusual     ${summary.nAnomalous} conversations, ${anomalies.length} incidents`);
  for (const { explanation } of [...anomalies].sort((a, b) => b.score - a.score).slice(0, 4))
    terminal.line(`    · ${explanation}`);
  terminal.line();
  if (!options.once) terminal.line(`Dashboard     ${services.gatewayUrl}`);
  for (const period of ['monthly', 'weekly', 'daily']) {
    const newest = reports
      .filter((report) => report.period === period)
      .sort((a, b) => b.to.localeCompare(a.to))[0];
    const page = newest?.artefacts.find(({ format }) => format === 'html');
    if (page) terminal.line(`Report        ${join(options.dataDir, 'objects', page.objectKey)}`);
  }
  terminal.line(`Log           ${logFile}`);
  if (!options.once) terminal.line('\nCtrl-C stops it; starting again goes on from here.');
}

const list = (counts: readonly { label: string; count: number }[]): string =>
  counts
    .slice(0, 6)
    .map(({ label, count }) => `${label} ${count}`)
    .join(', ') || '–';
