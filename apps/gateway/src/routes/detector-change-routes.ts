import type { Readable } from 'node:stream';
import { detectorNameSchema, trainingSchema, type DetectorData } from '@convoscope/contracts';
import { createBatchDetector, TUNED } from '@convoscope/detectors';
import { dataKeyOf, parseReference, toDetectorData, versionOf } from '@convoscope/registry';
import { z } from 'zod';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { receiveFile, safeName } from '../uploads/receive-file.ts';
import {
  createAskDetector,
  detectorParams,
  orNotFound,
  referenceParams,
  type DetectorRouteOptions,
} from './detector-requests.ts';
import { tableSchema } from './detector-schemas.ts';
import { acceptedSchema } from './schemas.ts';

const storedTableSchema = tableSchema.pick({ sha256: true, fileName: true });
const jobAcceptedSchema = acceptedSchema.extend({
  jobId: z.string().describe('Of the job: getDetectorJob says how far it is'),
});
const versionBody = z.strictObject({ version: z.int().positive().describe('Which version') });

/** The stored table that is named by its hash. Throws a 404 problem where it is not there. */
async function storedTable(
  objects: DetectorRouteOptions['objects'],
  tenant: string,
  { sha256, fileName }: { sha256: string; fileName: string },
): Promise<DetectorData> {
  const objectKey = dataKeyOf(tenant, sha256);
  const found = await objects.head(objectKey);
  if (found === null) throw notFound('stored table', sha256);
  return { objectKey, fileName: safeName(fileName), sha256, sizeBytes: found.sizeBytes };
}

function checkDetector({ detector, params }: z.infer<typeof trainingSchema>): void {
  try {
    if (detector !== TUNED) createBatchDetector(detector, params);
  } catch (error) {
    throw new HttpProblem(400, 'invalid-request', (error as Error).message);
  }
}

export function createDetectorChangeRoutes(options: DetectorRouteOptions): Route[] {
  return [...createTrainRoutes(options), ...createScoreTableRoute(options), ...createStageRoutes(options)];
}

function createTrainRoutes(options: DetectorRouteOptions): Route[] {
  const { objects, maxUploadBytes } = options;
  const ask = createAskDetector(options);
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/detector-tables',
      operationId: 'storeTable',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Stores a table, to train a detector from it or to have it scored',
      description:
        'CSV, JSON, JSON Lines or Parquet, also packed by gzip or zstd, told apart by content. Stored by its hash: the same file twice is one. It goes with the last version that was trained from it, or with the scoring.',
      query: z.strictObject({
        name: z.string().min(1).max(255).default('table').describe('What the file is called'),
      }),
      upload: [
        ...['application/octet-stream', 'text/csv', 'application/x-ndjson'],
        'application/vnd.apache.parquet',
      ],
      response: { status: 201, schema: tableSchema, description: 'Stored' },
      example: { query: { name: 'payments.csv' }, body: 'amount,country,hour\n12.5,DE,10\n' },
      async handle({ tenant, query, request }) {
        const fileName = safeName(query.name);
        const file = await receiveFile(request.body as Readable, fileName, maxUploadBytes);
        try {
          const data = await toDetectorData(tenant, file.path, fileName);
          await objects.putFile(data.objectKey, file.path);
          return data;
        } finally {
          await file.remove();
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/detectors',
      operationId: 'trainDetector',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Trains a detector, or a next version of it, from a stored table',
      body: trainingSchema.extend({
        name: detectorNameSchema.describe('Name of the detector; a known one gets its next version'),
        table: storedTableSchema.describe('As storeTable answered'),
      }),
      response: { status: 202, schema: jobAcceptedSchema, description: 'Accepted' },
      errors: [404],
      example: {
        body: {
          name: 'payments',
          table: {
            sha256: '2bbc11692cda57c3b4dded3d0d090afb2294a395f7e0639239c9e3288e5ab0f6',
            fileName: 'payments.csv',
          },
          detector: 'auto',
        },
      },
      async handle({ body: { name, table, ...training }, ...asked }) {
        checkDetector(training);
        return ask(asked, 'train', name, {
          ...{ data: await storedTable(objects, asked.tenant, table), training },
        });
      },
    }),
  ];
}

function createScoreTableRoute(options: DetectorRouteOptions): Route[] {
  const { store, objects } = options;
  const ask = createAskDetector(options);
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/detectors/{name}/detections',
      operationId: 'scoreTable',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Has a stored table scored; getDetections has the result when the job is done',
      params: referenceParams,
      body: z.strictObject({ table: storedTableSchema.describe('As storeTable answered') }),
      response: { status: 202, schema: jobAcceptedSchema, description: 'Accepted' },
      errors: [404],
      example: {
        params: { name: 'payments' },
        body: {
          table: {
            sha256: '2bbc11692cda57c3b4dded3d0d090afb2294a395f7e0639239c9e3288e5ab0f6',
            fileName: 'payments.csv',
          },
        },
      },
      handle: ({ params, body: { table }, ...asked }) =>
        orNotFound(async () => {
          const { name, version } = parseReference(params.name);
          const found = versionOf(await store.detectors.findByName(asked.tenant, name), name, version);
          const data = await storedTable(objects, asked.tenant, table);
          return ask(asked, 'score', name, { version: found.version, data });
        }),
    }),
  ];
}

function createStageRoutes(options: DetectorRouteOptions): Route[] {
  const { store } = options;
  const ask = createAskDetector(options);
  const findVersion = (tenant: string, name: string, version: number | null) =>
    orNotFound(async () => versionOf(await store.detectors.findByName(tenant, name), name, version));
  const staged = (action: 'promote' | 'archive', summary: string) =>
    defineRoute({
      method: 'POST',
      path: `/api/v1/detectors/{name}/${action}`,
      operationId: `${action}Detector`,
      needs: 'run:detections',
      tag: 'Detectors',
      summary,
      params: detectorParams,
      body: versionBody,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404],
      example: { params: { name: 'payments' }, body: { version: 1 } },
      async handle({ params: { name }, body: { version }, ...asked }) {
        await findVersion(asked.tenant, name, version);
        return ask(asked, action, name, { version });
      },
    });
  return [
    staged('promote', 'Makes a version the live one'),
    staged('archive', 'Sets a version aside that is not live: it answers only where it is named'),
    defineRoute({
      method: 'POST',
      path: '/api/v1/detectors/{name}/rollback',
      operationId: 'rollBackDetector',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Makes the version live again that was so before',
      params: detectorParams,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404],
      example: { params: { name: 'payments' } },
      async handle({ params: { name }, ...asked }) {
        await findVersion(asked.tenant, name, null);
        return ask(asked, 'rollback', name);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/v1/detectors/{name}',
      operationId: 'deleteDetector',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Removes a detector, or one version of it that is not live, with its models and tables',
      params: detectorParams,
      query: z.strictObject({
        version: z.coerce.number().int().positive().optional().describe('Only this version'),
      }),
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404],
      example: { params: { name: 'payments' }, query: { version: 1 } },
      async handle({ params: { name }, query: { version = null }, ...asked }) {
        const found = await store.detectors.findByName(asked.tenant, name);
        if (found === null) throw notFound('detector', name);
        if (version !== null) await findVersion(asked.tenant, name, version);
        if (version !== null && version === found.live)
          throw new HttpProblem(409, 'is-live', `Version ${version} is live: promote another one first.`);
        return ask(asked, 'delete', name, { version });
      },
    }),
  ];
}
