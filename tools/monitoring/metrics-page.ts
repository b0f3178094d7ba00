import { signals } from '@convoscope/telemetry';

const row = ([name, { kind, unit, labels, why }]: [string, (typeof signals)[keyof typeof signals]]): string =>
  `| \`convoscope_${name}\` | ${kind} | ${unit} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${why} |`;

/** The catalogue of metrics as a Markdown page. */
export const toMetricsPage = (): string => `# Metrics

Generated from the code by \`node tools/docs/monitoring.ts\`; do not edit.

Every service shows these at \`/metrics\`, each with the label \`service\`; besides them what Node tells of its process (\`process_*\`,
\`nodejs_*\`). A metric has at most about 5,000 series a process: what is beyond is counted under \`other\`. Ids of conversations, users and
tenants are in logs, never in labels. Histograms of seconds carry the trace of the newest value of each bucket (exemplars) for whoever asks for OpenMetrics, as
Prometheus with \`--enable-feature=exemplar-storage\` does.

| metric | kind | unit | labels | why |
|---|---|---|---|---|
${(Object.entries(signals) as Parameters<typeof row>[0][]).map(row).join('\n')}
`;
