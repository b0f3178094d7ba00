import { DEFAULT_TENANT } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import {
  artefactNames,
  artefactNamesOf,
  artefactOf,
  keptArtefactsPrefix,
  type ArtefactMaker,
  type ReportContent,
} from '@convoscope/reports';
import type { ReportDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { authorise } from '../access/authorise.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { sendFile } from '../http/send-file.ts';
import { reportIdSchema } from './report-routes.ts';

export interface ArtefactRouteOptions {
  store: Pick<Store, 'reports'>;
  objects: Pick<ObjectStore, 'get' | 'put'>;
  maker: ArtefactMaker;
}

const artefactSchema = nameSchema(
  'ReportArtefact',
  z
    .object({
      name: z.string().describe('Last part of its address'),
      contentType: z.string().describe('Media type that it is served with'),
      fileName: z.string().describe('What it is called in a folder of downloads'),
      section: z.string().nullable().describe('What it is a table of; null where it is the whole report'),
    })
    .describe('A file that a report can be had as'),
);

/** Files of reports, made when they are asked for first. */
export function createArtefactRoutes(options: ArtefactRouteOptions): Route[] {
  const { store } = options;
  const find = async (tenant: string, reportId: string): Promise<ReportDocument> => {
    const report = await store.reports.findById(tenant, reportId);
    if (report === null) throw notFound('report', reportId);
    return report;
  };
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports/{reportId}/artefacts',
      operationId: 'listReportArtefacts',
      tag: 'Reports',
      needs: 'read:reports',
      summary: 'The files that a report can be had as',
      params: z.strictObject({ reportId: reportIdSchema }),
      response: {
        status: 200,
        schema: z.object({ revision: z.string(), items: z.array(artefactSchema) }),
        description: 'All of them, made or not',
      },
      errors: [404],
      example: { params: { reportId: 'monthly-2026-01-01' } },
      async handle({ tenant, params: { reportId } }) {
        const { revision, content } = await find(tenant, reportId);
        const items = artefactNamesOf(content as unknown as ReportContent).map((name) => {
          const { contentType, section } = artefactOf(name);
          return { name, contentType, section, fileName: fileNameOf(reportId, name) };
        });
        return { revision, items };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports/{reportId}/artefacts/{name}',
      operationId: 'getReportArtefact',
      tag: 'Reports',
      needs: 'read:reports',
      summary: 'A report as a file: PDF, Excel, HTML, JSON, or one of its tables as CSV, Parquet or Arrow',
      description:
        'Made when it is asked for first and kept until the report says something else; files with conversations one by one (`report.xlsx`, `conversations.*`) are made each time and need `read:conversations` too. Takes `Range` and `If-None-Match`; `Repr-Digest` is the checksum. Figures that a spreadsheet would take for a formula are text.',
      params: z.strictObject({
        reportId: reportIdSchema,
        name: z.enum(artefactNames).describe('Of the file, as the list has it'),
      }),
      isFile: true,
      response: { status: 200, contentType: 'application/octet-stream', description: 'The file' },
      errors: [404, 416],
      example: { params: { reportId: 'monthly-2026-01-01', name: 'totals.csv' } },
      async handle({ tenant, caller, params: { reportId, name }, request, reply }) {
        if (artefactOf(name).hasConversations) authorise(caller, 'read:conversations');
        const body = await fileOf(options, await find(tenant, reportId), name);
        const { contentType } = artefactOf(name);
        await sendFile(request, reply, { body, contentType, fileName: fileNameOf(reportId, name) });
      },
    }),
  ];
}

/** Names that say what they are in a folder of downloads. */
const fileNameOf = (reportId: string, name: string): string =>
  `convoscope-${reportId}${name.startsWith('report.') ? name.slice('report'.length) : `-${name}`}`;

async function fileOf(
  { objects, maker }: ArtefactRouteOptions,
  { tenant, reportId, revision, content }: ReportDocument,
  name: string,
): Promise<Buffer> {
  const report = content as unknown as ReportContent;
  if (!artefactNamesOf(report).includes(name)) throw notFound('file of the report', name);
  const { contentType, hasConversations } = artefactOf(name);
  if (hasConversations) return maker.make(tenant, report, name);
  const key = `${keptArtefactsPrefix(tenant === DEFAULT_TENANT ? null : tenant, reportId)}${revision}/${name}`;
  const kept = await objects.get(key);
  if (kept !== null) return kept.body;
  const body = await maker.make(tenant, report, name);
  await objects.put(key, body, { contentType });
  return body;
}
