import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Bus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { receiveFile, safeName } from '../uploads/receive-file.ts';
import { submitFile, type SubmittedFile } from '../uploads/submit-file.ts';
import { toRequestEvent } from './request-event.ts';

const SOURCE = 'upload';

const uploadSchema = nameSchema(
  'UploadAccepted',
  z
    .object({
      submissionId: z.string(),
      source: z.string(),
      nRows: z.int().describe('Rows that were read and handed over'),
      nRefused: z.int().describe('Rows that could not be read'),
      refused: z
        .array(
          z.object({
            line: z.int().nullable().describe('Line of the file, from 1 on; null where it has none'),
            record: z.int().nullable().describe('Record of the file, from 1 on; null: it is about the file'),
            column: z.string().nullable().describe('Column that it is about'),
            reason: z.string(),
            message: z.string(),
            sample: z.string().nullable().describe('What stands there, shortened'),
          }),
        )
        .max(100)
        .describe('The first 100 of them'),
    })
    .describe('The file was read, and its rows are on their topic'),
);

export interface UploadRouteOptions {
  bus: Pick<Bus, 'publish'>;
  now: () => number;
  maxUploadBytes: number;
}

export function createUploadRoutes({ bus, now, maxUploadBytes }: UploadRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/uploads',
      operationId: 'uploadFile',
      needs: 'write:conversations',
      tag: 'Ingestion',
      summary: 'Takes in the conversations of a file',
      description:
        'CSV, JSON, JSON Lines or Parquet, also packed by gzip or zstd, told apart by content; exports of ChatGPT, Claude, Open WebUI, LibreChat, ShareGPT, Langfuse, LangSmith, Zendesk, Intercom, Chatwoot and Slack are known by their shape. Rows go through the column mapping and the rules of file sources and belong to the source `upload`; sent again, they change what changed. getSubmission says how far they are, listProcessingErrors with `source=upload` which were refused, by line.',
      query: z.strictObject({
        name: z.string().min(1).max(255).default('upload').describe('What the file is called'),
      }),
      upload: [
        'application/octet-stream',
        'text/csv',
        'application/x-ndjson',
        'application/vnd.apache.parquet',
      ],
      response: { status: 202, schema: uploadSchema, description: 'Read' },
      example: {
        query: { name: 'chats.csv' },
        body: 'conversation_id,user_id,messages\nc-1,u-1,"[{""role"":""user"",""content"":""Hello""}]"\n',
      },
      async handle({ tenant, principal, query, request }) {
        const name = safeName(query.name);
        const file = await receiveFile(request.body as Readable, name, maxUploadBytes);
        const submissionId = randomUUID();
        const topic = topics.conversationsSubmitted;
        let part = 0;
        try {
          const read = await submitFile({ path: file.path, name }, async (rows, isLast) => {
            const submittedAt = new Date(now()).toISOString();
            const number = part++;
            const data = { submissionId, part: number, isLast, source: SOURCE, rows };
            await bus.publish(topic, [
              toRequestEvent(
                ...([topic, tenant, submissionId] as const),
                { ...data, submittedBy: principal, submittedAt },
                ...([submittedAt, `${submissionId}.${number}`] as const),
              ),
            ]);
          });
          if (read.nRows === 0) throw unreadable(read);
          return { submissionId, source: SOURCE, ...read };
        } finally {
          await file.remove();
        }
      },
    }),
  ];
}

function unreadable({ refused: [first] }: SubmittedFile): HttpProblem {
  const place = first?.line == null ? '' : `line ${first.line}: `;
  return new HttpProblem(422, 'unreadable-file', 'There is no row in the file that can be read.', {
    detail: `${place}${first?.message ?? 'it is empty'}`,
  });
}
