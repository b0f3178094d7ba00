import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { submissionQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { formatBytes, formatNumber } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { previewText, type Preview } from './preview.ts';

/** Of a file, this much is looked at before it is sent. */
const LOOKED_AT_BYTES = 32_768;

interface Chosen {
  file: File;
  preview: Preview | null;
}

const sendFile = (file: File) =>
  answerOf(
    api.POST('/api/v1/uploads', {
      params: { query: { name: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );

/** A file from one's own machine: looked at, sent, and what became of it. */
export function UploadCard() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const upload = useMutation({ mutationFn: sendFile });
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    upload.reset();
    if (file === undefined) return setChosen(null);
    setChosen({ file, preview: previewText(await file.slice(0, LOOKED_AT_BYTES).text()) });
  };
  return (
    <Card title={t('upload.title')} note={t('upload.note')}>
      <p className="actions">
        <input type="file" aria-label={t('upload.choose')} onChange={(event) => void choose(event)} />
        {chosen !== null && (
          <button className="primary" disabled={upload.isPending} onClick={() => upload.mutate(chosen.file)}>
            {t('upload.send', { size: formatBytes(chosen.file.size) })}
          </button>
        )}
      </p>
      {chosen !== null && !upload.isSuccess && <PreviewOf preview={chosen.preview} />}
      {upload.isError && (
        <p className="failure" role="alert">
          {upload.error.message}
        </p>
      )}
      {upload.isSuccess && <Outcome {...upload.data} />}
    </Card>
  );
}

function PreviewOf({ preview }: { preview: Preview | null }) {
  const { t } = useTranslation();
  if (preview === null) return <p className="note">{t('upload.noPreview')}</p>;
  return (
    <>
      <h3>{t('upload.preview')}</h3>
      <DataTable
        name={t('upload.preview')}
        hasNoExport
        rows={preview.rows.map((cells, index) => ({ cells, index }))}
        keyOf={({ index }) => String(index)}
        columns={preview.columns.map((header, at) => ({
          ...{ id: `${at}`, header, value: ({ cells }: { cells: readonly string[] }) => cells[at] ?? '' },
        }))}
      />
    </>
  );
}

type Sent = Awaited<ReturnType<typeof sendFile>>;

const WATCH_MS = 1500;

/** How far it is: read here, then stored and published by the services. */
function Outcome({ submissionId, nRows, nRefused, refused }: Sent) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...submissionQuery(submissionId),
    retry: 10,
    refetchInterval: ({ state }) => (state.data?.isDone === true ? false : WATCH_MS),
  });
  return (
    <div role="status">
      <p>
        {t('upload.handedOver', { count: nRows, n: formatNumber(nRows) })}{' '}
        {nRefused > 0 && t('upload.refused', { count: nRefused, n: formatNumber(nRefused) })}
      </p>
      {data?.isDone === true ? (
        <p>
          {t('upload.done', {
            ...{ published: formatNumber(data.nPublished), unchanged: formatNumber(data.nUnchanged) },
            ...{ count: data.nRejected, rejected: formatNumber(data.nRejected) },
          })}{' '}
          <Link to="/conversations" search={{ source: 'upload', last: 'all' } as object}>
            {t('upload.read')}
          </Link>
        </p>
      ) : (
        <p className="note">{t('upload.working')}</p>
      )}
      {refused.length > 0 && <Refused refused={refused} />}
    </div>
  );
}

function Refused({ refused }: Pick<Sent, 'refused'>) {
  const { t } = useTranslation();
  return (
    <DataTable<Sent['refused'][number] & { index: number }>
      name={t('upload.refusedTitle')}
      rows={refused.map((row, index) => ({ ...row, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { id: 'line', header: t('upload.line'), isNumber: true, value: ({ line, record }) => line ?? record },
        {
          ...{ id: 'reason', header: t('errors.reason'), value: ({ reason }) => reason },
          show: ({ reason }) => nameLabel('reason', reason),
        },
        {
          ...{ id: 'what', header: t('errors.what'), value: ({ message }) => message },
          show: ({ message, sample }) => (
            <>
              <span lang="en">{message}</span>
              {sample !== null && <div className="sample">{sample}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
