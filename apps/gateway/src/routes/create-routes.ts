import type { Infrastructure } from '@convoscope/service';
import type { ArtefactMaker } from '@convoscope/reports';
import { z } from 'zod';
import { allTopics, buildAsyncApi } from '@convoscope/contracts';
import { exampleAnswers } from '../generated/example-answers.ts';
import { toOpenApi } from '../http/openapi/to-openapi.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createAnalyticsRoutes } from './analytics-routes.ts';
import { createFeedbackRoutes } from './feedback-routes.ts';
import { createForecastRoutes } from './forecast-routes.ts';
import { createIncidentRoutes } from './incident-routes.ts';
import { createApiKeyRoutes } from './api-key-routes.ts';
import { createAccountRoutes, type AccountRouteOptions } from './account-routes.ts';
import { createOwnAccountRoutes, type OwnAccountRouteOptions } from './own-account-routes.ts';
import { createSignInRoutes, type SignInRouteOptions } from './sign-in-routes.ts';
import { createAuditRoutes, type AuditRouteOptions } from './audit-routes.ts';
import { createCallerRoutes } from './caller-routes.ts';
import { createCategorisationRoutes } from './categorisation-routes.ts';
import { createDiscoveredTopicRoutes } from './discovered-topic-routes.ts';
import { createDetectorRoutes } from './detector-routes.ts';
import { createConversationRoutes } from './conversation-routes.ts';
import { createDeadLetterRoutes } from './dead-letter-routes.ts';
import { withLive } from '../live/describe-live.ts';
import type { LiveDesk } from '../live/live-desk.ts';
import type { ProgressFeed } from '../progress/progress-feed.ts';
import { createLiveRoutes } from './live-routes.ts';
import { createMessageRoutes } from './message-routes.ts';
import { createLegalHoldRoutes } from './legal-hold-routes.ts';
import { createRetentionRoutes } from './retention-routes.ts';
import { createPersonRoutes } from './person-routes.ts';
import { createProcessingRoutes } from './processing-routes.ts';
import { createProgressRoutes } from './progress-routes.ts';
import { createQueryRoutes } from './query-routes.ts';
import { createArtefactRoutes } from './artefact-routes.ts';
import { createReportJobRoutes } from './report-job-routes.ts';
import { createReportRoutes } from './report-routes.ts';
import { createReportScheduleRoutes } from './report-schedule-routes.ts';
import { createReportTemplateRoutes } from './report-template-routes.ts';
import { createRuleRoutes } from './rule-routes.ts';
import { createSubmissionRoutes } from './submission-routes.ts';
import { createTraceRoutes } from './trace-routes.ts';
import { createUploadRoutes } from './upload-routes.ts';
import { createUsageRoutes } from './usage-routes.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import { createVerdictRoutes } from './verdict-routes.ts';

/** Version of the API document; grows with every change of an operation. */
const API_VERSION = '1.5.0';

/** Every operation of the API. */
export function createRoutes({
  store,
  bus,
  objects,
  clock,
  maxUploadBytes,
  live,
  progress,
  artefacts,
  trail,
  proveAuditEntry,
  people,
  limits,
  tenant: homeTenant,
}: Pick<Infrastructure, 'store' | 'bus' | 'objects' | 'clock' | 'tenant'> & {
  maxUploadBytes: number;
  live: LiveDesk;
  progress: ProgressFeed;
  artefacts: ArtefactMaker;
  trail: AuditRouteOptions['trail'];
  proveAuditEntry: AuditRouteOptions['proveAuditEntry'];
  limits: RequestLimits;
  people: AccountRouteOptions & OwnAccountRouteOptions & Omit<SignInRouteOptions, 'store'>;
}): Route[] {
  const now = () => clock.now();
  const routes = [
    ...createConversationRoutes(store),
    ...createMessageRoutes(store),
    ...createAnalyticsRoutes(store),
    ...createQueryRoutes(store),
    ...createForecastRoutes({ store, now }),
    ...createSubmissionRoutes({ store, bus, now }),
    ...createUploadRoutes({ bus, now, maxUploadBytes }),
    ...createTraceRoutes({ bus, now }),
    ...createIncidentRoutes(store),
    ...createRuleRoutes({ store, bus, now }),
    ...createDetectorRoutes({ store, bus, objects, now, maxUploadBytes }),
    ...createVerdictRoutes({ store, bus, now }),
    ...createReportRoutes({ store, bus, objects, now }),
    ...createReportTemplateRoutes({ store, bus, now }),
    ...createReportScheduleRoutes({ store, bus, now }),
    ...createReportJobRoutes({ store, bus, now }),
    ...createArtefactRoutes({ store, objects, maker: artefacts }),
    ...createProcessingRoutes({ store, bus, now }),
    ...createDeadLetterRoutes({ store, bus, now, homeTenant }),
    ...createAuditRoutes({ store, trail, proveAuditEntry }),
    ...createPersonRoutes({ store, objects, now }),
    ...createLegalHoldRoutes({ store, now }),
    ...createRetentionRoutes({ store, now }),
    ...createApiKeyRoutes({ store, now }),
    ...createCallerRoutes(),
    ...createUsageRoutes(limits),
    ...createSignInRoutes({ store, ...people }),
    ...createOwnAccountRoutes(people),
    ...createAccountRoutes(people),
    ...createFeedbackRoutes({ store, bus, now }),
    ...createCategorisationRoutes(store),
    ...createProgressRoutes({ store, bus, clock }, progress),
    ...createLiveRoutes(live),
    ...createDiscoveredTopicRoutes({ store, bus, now }),
  ];
  const documents = createDocumentRoutes(() => openApi);
  const all = [...routes, ...documents];
  const openApi = toOpenApi(all, API_VERSION, exampleAnswers);
  return all;
}

/** What the API says of itself, to anyone: it holds nothing of anybody's. */
const createDocumentRoutes = (openApi: () => unknown): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    operationId: 'getOpenApi',
    needs: 'nothing',
    tag: 'Meta',
    summary: 'This document',
    response: { status: 200, schema: z.looseObject({}), description: 'OpenAPI 3.1' },
    example: {},
    handle: () => Promise.resolve(openApi()),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/asyncapi.json',
    operationId: 'getAsyncApi',
    needs: 'nothing',
    tag: 'Meta',
    summary: 'The topics that other systems subscribe to, and the live stream, with the schema of each event',
    response: { status: 200, schema: z.looseObject({}), description: 'AsyncAPI 3.0' },
    example: {},
    handle: () => Promise.resolve(asyncApi),
  }),
];

const asyncApi = withLive(
  buildAsyncApi({ version: API_VERSION, topicPrefix: 'convoscope.', topics: allTopics }),
);
