import {
  compareVersions,
  createModelCache,
  parseReference,
  scoreRecords,
  versionOf,
  type ModelCache,
} from '@convoscope/registry';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createDetectorChangeRoutes } from './detector-change-routes.ts';
import { createDetectorJobRoutes } from './detector-job-routes.ts';
import {
  detectorParams,
  orNotFound,
  referenceParams,
  type DetectorRouteOptions,
} from './detector-requests.ts';
import {
  detectorSchema,
  scoredSchema,
  toDetector,
  toWholeDetector,
  wholeDetectorSchema,
} from './detector-schemas.ts';

const MOST_RECORDS = 1_000;
const BODY_BYTES = 8 * 1024 * 1024;

/** Detectors that are kept: trained from tables, asked about records and files. What changes one publishes an event; the anomaly service does it. */
export function createDetectorRoutes(options: DetectorRouteOptions): Route[] {
  const { detectors } = options.store;
  return [
    ...createReadRoutes(options),
    createScoreRoute(createModelCache({ detectors, objects: options.objects })),
    ...createDetectorChangeRoutes(options),
    ...createDetectorJobRoutes(options),
  ];
}

function createReadRoutes({ store }: DetectorRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/detectors',
      operationId: 'listDetectors',
      needs: 'read:anomalies',
      tag: 'Detectors',
      summary: 'Detectors that are kept, by name',
      response: {
        status: 200,
        schema: z.object({ items: z.array(detectorSchema).describe('In order of their names') }),
        description: 'All of them',
      },
      example: {},
      handle: async ({ tenant }) => ({ items: (await store.detectors.findAll(tenant)).map(toDetector) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/detectors/{name}',
      operationId: 'getDetector',
      needs: 'read:anomalies',
      tag: 'Detectors',
      summary: 'One detector with its versions: data, columns, figures, and what tuning tried',
      params: detectorParams,
      response: { status: 200, schema: wholeDetectorSchema, description: 'The detector' },
      errors: [404],
      example: { params: { name: 'payments' } },
      async handle({ tenant, params: { name } }) {
        const found = await store.detectors.findByName(tenant, name);
        if (found === null) throw notFound('detector', name);
        return toWholeDetector(found);
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/detectors/{name}/comparison',
      operationId: 'compareDetectorVersions',
      needs: 'read:anomalies',
      tag: 'Detectors',
      summary: 'Two versions side by side',
      params: detectorParams,
      query: z.strictObject({
        a: z.coerce.number().int().positive().describe('One version'),
        b: z.coerce.number().int().positive().describe('The other one'),
      }),
      response: {
        status: 200,
        schema: z.object({
          a: z.int().describe('One version'),
          b: z.int().describe('The other one'),
          isSameData: z.boolean().describe('Both were trained from the same bytes'),
          differences: z
            .array(
              z.object({
                what: z.string().describe('Setting or figure'),
                a: z.string().describe('Of the one'),
                b: z.string().describe('Of the other'),
              }),
            )
            .describe('In what they differ'),
          columns: z
            .array(
              z.object({
                column: z.string().describe('Name of the column'),
                a: z.number().nullable().describe('Of the one'),
                b: z.number().nullable().describe('Of the other'),
              }),
            )
            .describe('Importance of columns that differ; null: not looked at'),
        }),
        description: 'In what they differ',
      },
      errors: [404],
      example: { params: { name: 'payments' }, query: { a: 1, b: 2 } },
      handle: ({ tenant, params: { name }, query: { a, b } }) =>
        orNotFound(async () => {
          const found = await store.detectors.findByName(tenant, name);
          return compareVersions(versionOf(found, name, a), versionOf(found, name, b));
        }),
    }),
  ];
}

const createScoreRoute = (models: ModelCache): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/v1/detectors/{name}/score',
    operationId: 'scoreRecords',
    needs: 'run:detections',
    tag: 'Detectors',
    summary: 'How unusual records are',
    description: `Up to ${MOST_RECORDS} records in one request, each answered for itself; a file of any size is for scoreTable. Explanations cost a fraction of a millisecond to some hundred scores a record, by the detector.`,
    params: referenceParams,
    body: z.strictObject({
      records: z
        .array(z.unknown())
        .min(1)
        .max(MOST_RECORDS)
        .describe('JSON objects, with the columns of the table trained from'),
      explain: z.boolean().default(false).describe('Whether to say what made each score'),
    }),
    maxBodyBytes: BODY_BYTES,
    isReading: true,
    response: {
      status: 200,
      schema: z.object({
        name: z.string().describe('Name of the detector'),
        version: z.int().describe('The version that answered'),
        results: z
          .array(z.union([scoredSchema, z.object({ error: z.string().describe('Why there is no score') })]))
          .describe('One a record, in order'),
        unknownColumns: z.array(z.string()).describe('Columns given that the detector does not know'),
      }),
      description: 'The scores',
    },
    errors: [404],
    example: {
      params: { name: 'payments' },
      body: { records: [{ amount: 950, country: 'DE', hour: 3 }], explain: true },
    },
    handle: ({ tenant, params, body: { records, explain } }) =>
      orNotFound(async () => {
        const { name, version: wanted } = parseReference(params.name);
        const { model, version } = await models.open(tenant, name, wanted);
        return { name, version: version.version, ...scoreRecords(model, records, { explain }) };
      }),
  });
