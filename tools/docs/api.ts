/**
 * Writes what follows from the API's route table: `docs/api/openapi.json`, the types of the TypeScript client, and who may call what.
 * `node tools/docs/api.ts`; with `--check` it only compares and exits 1 when one is out of date.
 */
import './from-sources.ts';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { writeOrCheck } from './write-or-check.ts';

const { createRoutes } = await import('@convoscope/app-gateway/routes/create-routes');
const { renderAccess } = await import('@convoscope/app-gateway/access/render-access');

const ROOT = join(import.meta.dirname, '../..');

// Routes are only asked for their documents: nothing behind them is touched.
const nothing = {
  store: {},
  bus: {},
  objects: {},
  clock: {},
  live: {},
  progress: {},
  maxUploadBytes: 0,
  trail: {},
  proveAuditEntry: {},
  people: {},
  limits: {},
};
const routes = createRoutes(nothing as unknown as Parameters<typeof createRoutes>[0]);
const route = routes.find(({ operationId }) => operationId === 'getOpenApi');
const document = JSON.parse(JSON.stringify(await route?.handle({} as never))) as Parameters<
  typeof openapiTypescript
>[0];

await writeOrCheck(
  'run node tools/docs/api.ts',
  new Map([
    [join(ROOT, 'docs/api/openapi.json'), JSON.stringify(document)],
    [join(ROOT, 'docs/generated/access.md'), renderAccess(routes)],
    [
      join(ROOT, 'libs/client/src/generated/api.ts'),
      `/** Types of the API, out of docs/api/openapi.json; written by tools/docs/api.ts. */\n${astToString(await openapiTypescript(document, { alphabetize: false, defaultNonNullable: false }))}`,
    ],
  ]),
);
