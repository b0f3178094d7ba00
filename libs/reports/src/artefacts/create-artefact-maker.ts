import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Piscina } from 'piscina';
import { PermanentError } from '@convoscope/contracts';
import { CONVERSATION_COLUMNS, writeExport, type Column, type ExportFormat } from '@convoscope/exports';
import type { AnalyticsDocument, AnalyticsRepository } from '@convoscope/store';
import { exportColumns, toSections } from '../content/report-sections.ts';
import type { ReportContent } from '../content/report-content.ts';
import { renderReportHtml } from '../html/render-report-html.ts';
import { fitsFilters } from '../templates/filter-rows.ts';
import { artefactOf } from './artefact-names.ts';

/** More make a workbook that needs more memory than a service has; the other formats have no such bound. */
const MAX_WORKBOOK_ROWS = 100_000;

export interface ArtefactMakerOptions {
  analytics: Pick<AnalyticsRepository, 'stream'>;
  /** For files on their way. */
  scratchDir: string;
}

export interface ArtefactMaker {
  /** A report as a file. Throws `PermanentError` where it is too large for the format, `RangeError` for a name that is none. */
  make(tenant: string, content: ReportContent, name: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** The worker lies beside this file: as source when this runs from source (with its conditions for imports), else compiled. */
function workerOptions(): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  return {
    filename: new URL(`./render.worker.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  };
}

/** Loaded only where it is wanted. */
async function startThread(): Promise<Piscina> {
  const { Piscina: Pool } = await import('piscina');
  return new Pool({ ...workerOptions(), minThreads: 0, maxThreads: 1, idleTimeout: 10_000 });
}

/** Makes reports into files. What takes long is done in one thread of its own, which is there only while it has work. */
export function createArtefactMaker({ analytics, scratchDir }: ArtefactMakerOptions): ArtefactMaker {
  let pool: Promise<Piscina> | undefined;
  const inThread = async (name: 'pdf' | 'workbook', task: unknown): Promise<Buffer> => {
    const threads = await (pool ??= startThread());
    return Buffer.from((await threads.run(task, { name })) as Uint8Array);
  };

  async function* conversationsOf(tenant: string, { from, to, template }: ReportContent) {
    const filters = template?.filters ?? {};
    for await (const row of analytics.stream(tenant, { from, to })) if (fitsFilters(row, filters)) yield row;
  }

  async function workbook(tenant: string, content: ReportContent): Promise<Buffer> {
    const conversations: AnalyticsDocument[] = [];
    for await (const row of conversationsOf(tenant, content)) {
      if (conversations.push(row) > MAX_WORKBOOK_ROWS)
        throw new PermanentError(
          `these days have more than ${MAX_WORKBOOK_ROWS} conversations: take conversations.csv or conversations.parquet`,
          { code: 'REPORTS_WORKBOOK_TOO_LARGE' },
        );
    }
    return inThread('workbook', { content, conversations });
  }

  const table = (tenant: string, content: ReportContent, section: string | null, format: ExportFormat) => {
    if (section === 'conversations')
      return toFile(conversationsOf(tenant, content), CONVERSATION_COLUMNS, { format, scratchDir });
    const found = toSections(content).find(({ id }) => id === section);
    if (found === undefined) throw new RangeError(`a report has no section ${section}`);
    return toFile(inTurn(found.rows), exportColumns(found), { format, scratchDir });
  };

  return {
    make(tenant, content, name) {
      const { format, section } = artefactOf(name);
      switch (format) {
        case 'json':
          return Promise.resolve(Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
        case 'html':
          return Promise.resolve(Buffer.from(renderReportHtml(content)));
        case 'pdf':
          return inThread('pdf', content);
        case 'xlsx':
          return workbook(tenant, content);
        default:
          return table(tenant, content, section, format);
      }
    },
    close: async () => (await pool)?.destroy(),
  };
}

async function* inTurn<T>(rows: readonly T[]): AsyncIterable<T> {
  yield* rows;
}

async function toFile<T>(
  rows: AsyncIterable<T>,
  columns: readonly Column<T>[],
  { format, scratchDir }: { format: ExportFormat; scratchDir: string },
): Promise<Buffer> {
  const folder = join(scratchDir, `artefact-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    const file = join(folder, `rows.${format}`);
    await writeExport(rows, columns, { format, file, bom: format === 'csv', stdout: new PassThrough() });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
