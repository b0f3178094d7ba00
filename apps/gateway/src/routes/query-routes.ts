import type { Store } from '@convoscope/store';
import { defineRoute, type Route } from '../http/route.ts';
import { defined } from './paging.ts';
import { queryMeasures } from './query-measures.ts';
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
  ];
}
