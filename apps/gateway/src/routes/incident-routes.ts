import type { Store } from '@convoscope/store';
import { incidentChangedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { withVerdicts } from './judged.ts';
import { dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { instant, judgedShape } from './schemas.ts';

export const incidentSchema = nameSchema(
  'Incident',
  incidentChangedSchema.extend({ detectedAt: instant, ...judgedShape }),
);

export function createIncidentRoutes(store: Pick<Store, 'incidents' | 'findingFeedback'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/incidents',
      operationId: 'listIncidents',
      needs: 'read:anomalies',
      tag: 'Anomalies',
      summary: 'Incidents: what moved together, with its causes and its story, newest first',
      query: z.strictObject({
        ...dateRangeShape,
        severity: z.enum(['info', 'warning', 'critical']).optional(),
        metric: z.string().max(100).optional(),
        ...pagingShape,
      }),
      response: { status: 200, schema: pageOf(incidentSchema), description: 'A page of incidents' },
      example: { query: { metric: 'volume' } },
      async handle({ tenant, query: { limit, cursor, ...filter } }) {
        const page = await store.incidents.findPage(tenant, defined(filter), {
          limit,
          ...defined({ cursor }),
        });
        return withVerdicts(store, tenant, page, ({ incidentId }) => incidentId);
      },
    }),
  ];
}
