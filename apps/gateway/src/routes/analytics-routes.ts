import { USER_ORDERS, type Store } from '@convoscope/store';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { withVerdicts } from './judged.ts';
import { dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { anomalySchema, userSchema } from './schemas.ts';
import { summarise } from './summarise.ts';
import { summarySchema } from './summary.ts';

const MESSAGE_KINDS = ['conversation', 'metric', 'record'] as const;

export function createAnalyticsRoutes(store: Store): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/analytics/summary',
      operationId: 'getSummary',
      needs: 'read:analytics',
      tag: 'Analytics',
      summary: 'Totals, breakdowns and the daily series of a range of days',
      query: z.strictObject({
        ...dateRangeShape,
        model: z.string().max(200).optional(),
        topic: z.string().max(200).optional(),
      }),
      response: { status: 200, schema: summarySchema, description: 'The summary' },
      example: { query: { from: '2026-01-01', to: '2026-12-31' } },
      handle: ({ tenant, query }) => summarise(store, tenant, defined(query)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/users',
      operationId: 'listUsers',
      needs: 'read:users',
      tag: 'Users',
      summary: 'Users: the busiest, unhappiest or latest first',
      query: z.strictObject({
        order: z
          .enum(USER_ORDERS)
          .default('busiest')
          .describe(
            '`unhappiest`: lowest mean sentiment first, only users of whom it is known; `latest`: seen last first',
          ),
        ...pagingShape,
      }),
      response: { status: 200, schema: pageOf(userSchema), description: 'A page of users' },
      example: { query: { limit: 2 } },
      handle: ({ tenant, query: { limit, cursor, order } }) =>
        store.users.findPage(tenant, { limit, order, ...defined({ cursor }) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/users/{userId}',
      operationId: 'getUser',
      needs: 'read:users',
      tag: 'Users',
      summary: 'What one user talks about, and how it goes',
      params: z.strictObject({ userId: z.string().min(1).max(512) }),
      response: { status: 200, schema: userSchema, description: 'The user' },
      errors: [404],
      example: { params: { userId: 'user-1' } },
      async handle({ tenant, params }) {
        const user = await store.users.findById(tenant, params.userId);
        if (user === null) throw notFound('user', params.userId);
        return user;
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/anomalies',
      operationId: 'listAnomalies',
      needs: 'read:anomalies',
      tag: 'Anomalies',
      summary: 'What was found unusual, newest first',
      query: z.strictObject({
        ...dateRangeShape,
        kind: z.enum(MESSAGE_KINDS).optional(),
        severity: z.enum(['info', 'warning', 'critical']).optional(),
        metric: z.string().max(100).optional(),
        ...pagingShape,
      }),
      response: { status: 200, schema: pageOf(anomalySchema), description: 'A page of anomalies' },
      example: { query: { kind: 'metric' } },
      async handle({ tenant, query: { limit, cursor, ...filter } }) {
        const page = await store.anomalies.findPage(tenant, defined(filter), {
          limit,
          ...defined({ cursor }),
        });
        return withVerdicts(store, tenant, page, ({ anomalyId }) => anomalyId);
      },
    }),
  ];
}
