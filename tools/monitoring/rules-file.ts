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

/** In this order: an alert that is looked at before what it is made of was recorded sees nothing where values are hours apart. */
export const RULE_GROUPS = ['convoscope-objectives', 'convoscope-alerts'] as const;

/** Recordings and alerts as Prometheus reads them; `RUNBOOK_URL` stands where the runbooks' address goes. */
export const toRulesFile = (wanted: readonly Alert[] = alerts): string =>
  stringify(
    {
      groups: [
        { name: RULE_GROUPS[0], rules: objectiveRecordings },
        { name: RULE_GROUPS[1], rules: wanted.map(toRule) },
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
