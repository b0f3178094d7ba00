import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeTrouble } from '@convoscope/tables';
import { columnMappingSchema } from '../src/mapping/column-mapping.ts';
import type { CleanConversation } from '../src/rules/apply-rules.ts';
import { createFileSource, type FileSourceOptions } from '../src/sources/file/file-source.ts';
import { createCleanRowStep, createRowCheck } from '../src/steps/clean-row.step.ts';

/** What a folder holds once it was read, mapped and cleaned. */
export interface ReadFolder {
  conversations: CleanConversation[];
  /** `file:line reason` of what was refused. */
  refused: string[];
  /** `reason` of what was found in rows that arrived and about files; each with its sentence. */
  found: { reason: string; sentence: string }[];
}

export interface Folder {
  files: Readonly<Record<string, string | Uint8Array>>;
  mapping?: object;
  reading?: NonNullable<FileSourceOptions['reading']>;
}

/** Reads a folder as ingestion does, without a bus and a store. */
export async function readFolder({ files, mapping: given = {}, reading = {} }: Folder): Promise<ReadFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'read-folder-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(dir, name)), { recursive: true });
      await writeFile(join(dir, name), content);
    }
    return await readPath(dir, given, reading);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** The same of a path that is there. */
export async function readPath(
  path: string,
  given: object = {},
  reading: NonNullable<FileSourceOptions['reading']> = {},
): Promise<ReadFolder> {
  const mapping = columnMappingSchema.parse(given);
  const source = createFileSource({
    ...{ name: 's', path, mapping, pageSize: 3, reading },
    problemOf: createRowCheck(mapping, 's'),
  });
  const read: ReadFolder = { conversations: [], refused: [], found: [] };
  const clean = createCleanRowStep(mapping, 's', {
    onFinding: (finding) =>
      void read.found.push({ reason: finding.reason, sentence: describeTrouble(finding) }),
  });
  await source.open();
  for (let after: string | null = null, isAtEnd = false; !isAtEnd;) {
    const page = await source.rowsAfter({ after, upTo: null });
    for (const finding of page.findings ?? [])
      read.found.push({ reason: finding.reason, sentence: describeTrouble(finding) });
    for (const { place, rowId, reason } of page.rejected)
      read.refused.push(`${place?.file ?? rowId}:${place?.line ?? '-'} ${reason}`);
    for (const row of page.rows) {
      const outcome = clean(row);
      if (outcome.kind === 'ok') read.conversations.push(outcome.value.conversation);
      else if ('reason' in outcome)
        read.refused.push(`${row.place?.file}:${row.place?.line ?? '-'} ${outcome.reason}`);
    }
    after = page.next;
    isAtEnd = page.next === null;
  }
  await source.close();
  return read;
}
