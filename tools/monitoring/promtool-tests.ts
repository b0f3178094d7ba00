import { stringify } from 'yaml';
import type { Alert, Series } from './alert.ts';
import { RULE_GROUPS } from './rules-file.ts';

/** Whatever a test is about has been watched since its beginning. */
const WATCHED: Series = { up: '1x400' };

const toSeries = (series: Series): object[] =>
  Object.entries({ ...WATCHED, ...series }).map(([name, values]) => ({ series: name, values }));

/** Whether an alert fires at a time: the series that Prometheus itself writes of its alerts. */
const expectFiring = (name: string, at: string, fires: boolean): object => ({
  expr: `count(ALERTS{alertname="${name}", alertstate="firing"}) > 0`,
  eval_time: at,
  exp_samples: [],
  ...(fires && {
    expr: `count(ALERTS{alertname="${name}", alertstate="firing"}) > bool 0`,
    exp_samples: [{ labels: '{}', value: 1 }],
  }),
});

/** Three cases for an alert: it fires, it resolves, and it stays quiet close to its limit. */
function toTests({ name, test }: Alert): object[] {
  const interval = test.interval ?? '1m';
  return [
    {
      ...{ name: `${name} fires and resolves`, interval, input_series: toSeries(test.bad) },
      promql_expr_test: [expectFiring(name, test.firesAt, true), expectFiring(name, test.resolvedAt, false)],
    },
    {
      ...{ name: `${name} stays quiet`, interval, input_series: toSeries(test.quiet) },
      promql_expr_test: [test.firesAt, test.quietUntil ?? test.resolvedAt].map((at) =>
        expectFiring(name, at, false),
      ),
    },
  ];
}

/** A file of tests for `promtool test rules`; rules are evaluated as often as there are values. */
export const toPromtoolTests = (rulesFile: string, alert: Alert): string =>
  stringify(
    {
      ...{ rule_files: [rulesFile], evaluation_interval: alert.test.interval ?? '1m' },
      group_eval_order: RULE_GROUPS,
      tests: toTests(alert),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
