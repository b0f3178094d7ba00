import type { Dashboard } from './dashboards.ts';
import type { Panel } from './panel.ts';

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const WIDTH = 24;
const HEIGHT = { stat: 4, timeseries: 8, bargauge: 8 } as const;
/** Schema of dashboards that Grafana 12 writes (classic model, kept as it is when saved). */
const SCHEMA_VERSION = 41;

const refIds = 'ABCDEFGH';

function toPanel({ title, why, kind, unit, queries }: Panel, id: number, gridPos: object): object {
  return {
    ...{ id, title, type: kind, description: why, datasource: DATASOURCE, gridPos },
    fieldConfig: {
      defaults: { unit, ...(kind === 'timeseries' && { custom: { fillOpacity: 10, showPoints: 'never' } }) },
      overrides: [],
    },
    options:
      kind === 'timeseries'
        ? { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } }
        : { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, orientation: 'horizontal' },
    targets: queries.map(({ expr, legend }, i) => ({
      ...{ refId: refIds[i], datasource: DATASOURCE, expr, legendFormat: legend, editorMode: 'code' },
      ...(kind === 'timeseries' ? { range: true } : { instant: true, range: false }),
    })),
  };
}

/** Puts panels of a row side by side: single numbers small, up to two of the others in a line. */
function toPanels(rows: Dashboard['rows']): object[] {
  const panels: object[] = [];
  let y = 0;
  let id = 1;
  for (const [title, row] of Object.entries(rows)) {
    panels.push({
      id: id++,
      type: 'row',
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: WIDTH, h: 1 },
    });
    y += 1;
    let x = 0;
    let height = 0;
    for (const panel of row) {
      const w = panel.kind === 'stat' ? WIDTH / 6 : WIDTH / 2;
      const h = HEIGHT[panel.kind];
      if (x + w > WIDTH) [x, y, height] = [0, y + height, 0];
      panels.push(toPanel(panel, id++, { x, y, w, h }));
      x += w;
      height = Math.max(height, h);
    }
    y += height;
  }
  return panels;
}

const datasourceVariable = {
  name: 'datasource',
  type: 'datasource',
  query: 'prometheus',
  label: 'Prometheus',
};
const serviceVariable = {
  ...{ name: 'service', type: 'query', label: 'Service', datasource: DATASOURCE, refresh: 2 },
  ...{ query: 'label_values(convoscope_build_info, service)', includeAll: true, multi: true, allValue: '.+' },
  current: { text: 'All', value: '$__all' },
};

/** A dashboard as Grafana reads it. */
export function toGrafana({ id, title, rows }: Dashboard): object {
  const usesService = JSON.stringify(rows).includes('$service');
  return {
    ...{ uid: `convoscope-${id}`, title, tags: ['convoscope'], schemaVersion: SCHEMA_VERSION, version: 1 },
    ...{ editable: true, graphTooltip: 1, refresh: '30s', timezone: 'browser' },
    time: { from: 'now-3h', to: 'now' },
    links: [
      {
        type: 'dashboards',
        title: 'Convoscope',
        tags: ['convoscope'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      },
    ],
    templating: { list: [datasourceVariable, ...(usesService ? [serviceVariable] : [])] },
    annotations: { list: [] },
    panels: toPanels(rows),
  };
}
