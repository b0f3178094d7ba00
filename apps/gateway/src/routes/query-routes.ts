import type { Store } from '@convoscope/store';
import { defineRoute, type Route } from '../http/route.ts';
import { defined } from './paging.ts';
import { compareGroups } from './compare-groups.ts';
import { comparisonQuerySchema, comparisonSchema, type ComparisonQuery } from './compare-schemas.ts';
import { checkDays, queryMeasures } from './query-measures.ts';
import { querySchema, resultSchema, type AnalyticsQuery } from './query-schemas.ts';

export function createQueryRoutes(store: Pick<Store, 'measures'>): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/analytics/query',
      operationId: 'queryAnalytics',
      needs: 'read:analytics',
      tag: 'Analytics',
      summary: 'Figures by window and label: metrics x dimension x window x filter',
      description:
        'Read from measures that are kept by change: no conversation is read, the cost is that of the windows. Nothing is changed by it.',
      isReading: true,
      body: querySchema,
      response: { status: 200, schema: resultSchema, description: 'The figures' },
      example: {
        body: {
          metrics: ['conversations', 'meanSentiment', 'latencyP95Seconds'],
          dimension: 'topic',
          granularity: 'day',
          from: '2026-01-01',
          to: '2026-01-31',
          limit: 2,
        },
      },
      handle: ({ tenant, body }) => queryMeasures(store, tenant, defined(body) as AnalyticsQuery),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/analytics/compare',
      operationId: 'compareGroups',
      needs: 'read:analytics',
      tag: 'Analytics',
      summary:
        'Two groups of conversations side by side, such as two models: what differs by more than chance',
      description:
        'For A/B tests and comparisons of models: shares by a two-proportion z test, means by Welch, times by ranks; corrected for how many were looked at (Holm), with intervals that hold whenever somebody looks, and a check whether the assignment worked. Read from measures: the cost is that of the windows.',
      isReading: true,
      body: comparisonQuerySchema,
      response: { status: 200, schema: comparisonSchema, description: 'The comparison' },
      example: {
        body: { dimension: 'model', a: 'model-a', b: 'model-b', from: '2026-01-01', to: '2026-01-31' },
      },
      handle: ({ tenant, body }) => {
        const query = defined(body) as ComparisonQuery;
        checkDays(query);
        return compareGroups(store, tenant, query);
      },
    }),
  ];
}
