import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { reportFilesQuery } from '../../api/queries.ts';
import { QueryState } from '../../design/query-state.tsx';
import { saveFile } from '../../design/save-file.ts';
import { formatBytes } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { groupFiles, nameFormat } from './group-files.ts';

type ReportFile = Schemas['ReportArtefact'];

/** Every file that a report can be had as: the whole of it, and each of its tables; asked for only when opened. */
export function ReportFiles({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const place = useId();
  return (
    <>
      <button aria-expanded={isOpen} aria-controls={place} onClick={() => setIsOpen(!isOpen)}>
        {t('reports.files')} <span aria-hidden="true">▾</span>
      </button>
      <div id={place} className="report-files" hidden={!isOpen}>
        {isOpen && <Files reportId={reportId} />}
      </div>
    </>
  );
}

function Files({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const query = useQuery(reportFilesQuery(reportId));
  const save = useMutation({ mutationFn: (file: ReportFile) => download(reportId, file) });
  return (
    <section className="card" aria-label={t('reports.files')}>
      <QueryState query={query}>
        {({ items }) => (
          <dl className="facts">
            {groupFiles(items).map(({ section, files }) => {
              const name = section === null ? t('reports.whole') : nameLabel('section', section);
              return (
                <div key={section ?? ''}>
                  <dt>{name}</dt>
                  <dd>
                    {files.map((file) => (
                      <button
                        key={file.name}
                        className="quiet"
                        aria-label={t('reports.saveFile', { name, format: nameFormat(file.name) })}
                        disabled={save.isPending}
                        onClick={() => save.mutate(file)}
                      >
                        {nameFormat(file.name)}
                      </button>
                    ))}
                  </dd>
                </div>
              );
            })}
          </dl>
        )}
      </QueryState>
      <p className="note" role="status">
        {save.isPending
          ? t('reports.making')
          : save.isSuccess
            ? t('reports.savedFile', { name: save.variables.fileName, size: formatBytes(save.data) })
            : t('reports.filesNote')}
      </p>
      {save.isError && (
        <p className="failure" role="alert">
          {save.error.message}
        </p>
      )}
    </section>
  );
}

/** Hands the file to the person; answers its size in bytes. */
async function download(reportId: string, { name, fileName }: ReportFile): Promise<number> {
  const asked = api.GET('/api/v1/reports/{reportId}/artefacts/{name}', {
    params: { path: { reportId, name: name as never } },
    parseAs: 'blob',
  });
  const file = (await answerOf(asked as Promise<{ data?: unknown }>)) as Blob;
  saveFile(fileName, file);
  return file.size;
}
