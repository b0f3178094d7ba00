import type { Infrastructure } from '@convoscope/service';
import type { Telemetry } from '@convoscope/telemetry';
import { z } from 'zod';
import { toOpenApi } from '../http/openapi.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createAnalyticsRoutes } from './analytics-routes.ts';
import { createIncidentRoutes } from './incident-routes.ts';
import { createAuditRoutes } from './audit-routes.ts';
import { createConversationRoutes } from './conversation-routes.ts';
import { createDeadLetterRoutes } from './dead-letter-routes.ts';
import { createProcessingRoutes } from './processing-routes.ts';
import { createProgressRoutes } from './progress-routes.ts';
import { createReportRoutes } from './report-routes.ts';

/** Version of the API document; grows with every change of an operation. */
const API_VERSION = '1.1.0';

/** Every operation of the API. */
export function createRoutes({
  store,
  bus,
  objects,
  clock,
  telemetry,
}: Pick<Infrastructure, 'store' | 'bus' | 'objects' | 'clock'> & { telemetry: Telemetry }): Route[] {
  const now = () => clock.now();
  const routes = [
    ...createConversationRoutes(store),
    ...createAnalyticsRoutes(store),
    ...createIncidentRoutes(store),
    ...createReportRoutes({ store, bus, objects, now }),
    ...createProcessingRoutes({ store, bus, now }),
    ...createDeadLetterRoutes({ store, bus, now }),
    ...createAuditRoutes(store),
    ...createProgressRoutes({ store, bus, clock, telemetry }),
  ];
  const document = defineRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    operationId: 'getOpenApi',
    tag: 'Meta',
    summary: 'This document',
    response: { status: 200, schema: z.looseObject({}), description: 'OpenAPI 3.1' },
    handle: () => Promise.resolve(openApi),
  });
  const all = [...routes, document];
  const openApi = toOpenApi(all, API_VERSION);
  return all;
}
