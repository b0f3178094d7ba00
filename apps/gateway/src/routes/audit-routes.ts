import { Readable } from 'node:stream';
import type { SealedProof } from '@convoscope/service';
import type { AuditDocument, AuditFilter, Store } from '@convoscope/store';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import type { AuditTrail } from '../access/audit-trail.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { instant } from './schemas.ts';

export interface AuditRouteOptions {
  store: Pick<Store, 'auditLog'>;
  proveAuditEntry: (tenant: string, sequence: number) => Promise<SealedProof | null>;
  trail: Pick<AuditTrail, 'note'>;
}

const digest = z.string().nullable();
const entryShape = {
  sequence: z.int().describe('1, 2, 3 … without gaps'),
  at: instant,
  by: z.string().describe('Who; `unknown` of who was not let in'),
  action: z.string().describe('What, such as `read:users`, `access.denied` or `dead-letter.drop`'),
  subject: z.string().describe('To what'),
  because: z
    .string()
    .nullable()
    .describe('Why; of a refusal what was missing, and how often it was repeated'),
  before: digest.describe('SHA-256 of what it was'),
  after: digest.describe('SHA-256 of what it became'),
  previousHash: digest.describe('Hash of the entry before; null for the first'),
  hash: z.string().describe('Of the entry, which holds the hash of the one before'),
};
const auditSchema = nameSchema(
  'AuditEntry',
  z.object(entryShape).describe('What somebody did, or was refused'),
);

const filterShape = {
  action: z.string().max(100).optional().describe('What was done, such as `access.denied`'),
  by: z.string().max(200).optional().describe('Who did it'),
  ...dateRangeShape,
};

const proofSchema = nameSchema(
  'AuditProof',
  z
    .object({
      entry: auditSchema,
      leafIndex: z.int().describe('Place of the entry among those of its seal, from 0 on'),
      treeSize: z.int().describe('Entries of its seal'),
      path: z.array(z.string()).describe('Hashes beside the way to the root, the lowest first (RFC 9162)'),
      root: z.string().describe('Root of the Merkle tree over the hashes of the entries'),
      sealKey: z.string().describe('Key of the object in which the root stands'),
    })
    .describe('That an entry was in the log, to be checked without us'),
);

/** Who did what. */
export function createAuditRoutes(options: AuditRouteOptions): Route[] {
  return [createListRoute(options), createExportRoute(options), createProofRoute(options)];
}

const createListRoute = ({ store }: AuditRouteOptions): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/v1/audit-log',
    operationId: 'listAuditLog',
    needs: 'read:audit',
    tag: 'Access',
    summary: 'Who did what, and who was refused what, newest first',
    description:
      'A request looks at no more than 2,000 entries: where few of them fit the filters, a page holds fewer than `limit`, and `nextCursor` leads on.',
    query: z.strictObject({ ...filterShape, ...pagingShape }),
    response: { status: 200, schema: pageOf(auditSchema), description: 'A page of the audit log' },
    example: { query: { limit: 10, action: 'dead-letter.drop' } },
    handle: ({ tenant, query: { limit, cursor, ...filter } }) =>
      store.auditLog.findPage(tenant, defined(filter), { limit, ...defined({ cursor }) }),
  });

const createExportRoute = ({ store, trail }: AuditRouteOptions): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/v1/audit-log/export',
    operationId: 'exportAuditLog',
    needs: 'read:audit',
    tag: 'Access',
    summary: 'The audit log as CSV, newest first',
    description: 'Streamed, however long it is. What a spreadsheet would take for a formula is made a text.',
    query: z.strictObject(filterShape),
    response: {
      status: 200,
      contentType: 'text/csv; charset=utf-8',
      isStreamed: true,
      description: 'A line an entry',
    },
    example: { query: { action: 'dead-letter.drop' } },
    async handle({ tenant, principal, query, reply }) {
      const filter = defined(query);
      const subject = `exportAuditLog ${JSON.stringify(filter)}`;
      await trail.note(tenant, { by: principal, action: 'read:audit', subject });
      reply.header('content-disposition', 'attachment; filename="audit-log.csv"');
      const rows = Readable.from(entriesOf(store, tenant, filter));
      const csv = stringify({ header: true, columns: Object.keys(entryShape), escape_formulas: true });
      rows.on('error', (error) => csv.destroy(error));
      await reply.type('text/csv; charset=utf-8').send(rows.pipe(csv));
      return undefined;
    },
  });

const PAGE = 200;

async function* entriesOf(
  { auditLog }: Pick<Store, 'auditLog'>,
  tenant: string,
  filter: AuditFilter,
): AsyncGenerator<Omit<AuditDocument, 'at'> & { at: string }> {
  let cursor: string | undefined;
  do {
    const page = await auditLog.findPage(tenant, filter, { limit: PAGE, ...defined({ cursor }) });
    for (const entry of page.items) yield { ...entry, at: entry.at.toISOString() };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const createProofRoute = ({ proveAuditEntry }: AuditRouteOptions): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/v1/audit-log/{sequence}/proof',
    operationId: 'proveAuditEntry',
    needs: 'read:audit',
    tag: 'Access',
    summary: 'Proves that an entry was in the log on the day that it was sealed',
    description:
      'Entries are sealed when their day (UTC) is over: the root of a Merkle tree over them is put into object storage, where Object Lock keeps it. docs/access.md says how to check the proof elsewhere. Cost: the entries of one seal.',
    params: z.strictObject({ sequence: z.coerce.number().int().min(1).describe('Number of the entry') }),
    response: { status: 200, schema: proofSchema, description: 'The proof' },
    errors: [404],
    example: { params: { sequence: '1' } },
    async handle({ tenant, params: { sequence } }) {
      const proof = await proveAuditEntry(tenant, sequence);
      if (proof === null) throw notFound('sealed audit entry', String(sequence));
      return proof;
    },
  });
