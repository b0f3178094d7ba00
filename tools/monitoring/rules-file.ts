import { stringify } from 'yaml';
import type { Alert } from './alert.ts';
import { alerts } from './alerts.ts';
import { objectiveRecordings } from './objectives.ts';

const toRule = ({ name, expr, severity, owner, layer, summary, ...alert }: Alert): object => ({
  alert: name,
  expr,
  ...(alert.for !== undefined && { for: alert.for }),
  ...(alert.keepFiringFor !== undefined && { keep_firing_for: alert.keepFiringFor }),
  labels: { severity, owner, layer },
  annotations: { summary, runbook_url: `RUNBOOK_URL/${name}.md` },
});

/** Recordings and alerts as Prometheus reads them; `RUNBOOK_URL` stands where the runbooks' address goes. */
export const toRulesFile = (wanted: readonly Alert[] = alerts): string =>
  stringify(
    {
      groups: [
        { name: 'convoscope-objectives', rules: objectiveRecordings },
        { name: 'convoscope-alerts', rules: wanted.map(toRule) },
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
