import type { Schemas } from '@convoscope/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.ts';
import { Card } from '../design/card.tsx';
import { formText } from '../design/form-text.ts';
import { Heading } from '../design/heading.tsx';
import { nameLabel } from '../i18n/labels.ts';
import { ColumnChoice, type Uses } from './detectors/column-choice.tsx';
import { DETECTORS } from './detectors/name-detector.ts';
import { readTable, toDetectorName, type LocalTable } from './detectors/read-table.ts';
import { Training } from './detectors/training.tsx';

/** A larger file is trained from all the same; of it only the beginning is looked at here. */
const LOOKED_AT_BYTES = 4_000_000;

interface Chosen {
  file: File;
  /** What this page can read of it; null where it is not CSV. */
  table: LocalTable | null;
  isWhole: boolean;
}

interface Order {
  name: string;
  detector: string;
  uses: Uses;
}

/** Stores the table and asks for a detector of it. */
async function train({ file }: Chosen, { name, detector, uses }: Order) {
  const { sha256, fileName } = await answerOf(
    api.POST('/api/v1/detector-tables', {
      params: { query: { name: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
  const columns = Object.entries(uses);
  const labelColumn = columns.find(([, use]) => use === 'label')?.[0];
  const body: Schemas['TrainDetectorRequest'] = {
    ...{ name, detector, table: { sha256, fileName } },
    exclude: columns.flatMap(([column, use]) => (use === 'omit' ? [column] : [])),
    ...(labelColumn !== undefined && { labelColumn }),
  };
  const { jobId } = await answerOf(api.POST('/api/v1/detectors', { body }));
  return { jobId, stored: { sha256, fileName } };
}

/** From a table to a detector and what it finds first: choose, say what the columns are, train. */
export function TrainDetectorView() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const ask = useMutation({ mutationFn: (order: Order) => train(chosen as Chosen, order) });
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    ask.reset();
    if (file === undefined) return setChosen(null);
    const isWhole = file.size <= LOOKED_AT_BYTES;
    const table = readTable(await file.slice(0, LOOKED_AT_BYTES).text(), Infinity);
    setChosen({ file, table, isWhole });
  };
  return (
    <>
      <p className="crumbs">
        <Link to="/detectors">{t('nav.detectors')}</Link>
      </p>
      <Heading title={t('detectors.train')} />
      <div className="stack">
        <Card title={t('detectors.step1')} note={t('detectors.formats')}>
          <input type="file" aria-label={t('detectors.table')} onChange={(event) => void choose(event)} />
        </Card>
        {chosen !== null && (
          <OrderForm
            key={`${chosen.file.name} ${chosen.file.lastModified}`}
            chosen={chosen}
            isBusy={ask.isPending || ask.isSuccess}
            onTrain={(order) => ask.mutate(order)}
          />
        )}
        {ask.isError && (
          <p className="failure" role="alert">
            {ask.error.message}
          </p>
        )}
        {ask.isSuccess && chosen !== null && (
          <Training
            {...ask.data}
            name={ask.variables.name}
            table={chosen.isWhole ? chosen.table : null}
            onAgain={() => ask.reset()}
          />
        )}
      </div>
    </>
  );
}

interface OrderFormProps {
  chosen: Chosen;
  isBusy: boolean;
  onTrain: (order: Order) => void;
}

function OrderForm({ chosen: { file, table }, isBusy, onTrain }: OrderFormProps) {
  const { t } = useTranslation();
  const [uses, setUses] = useState<Uses>({});
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onTrain({ name: formText(form, 'name'), detector: formText(form, 'detector'), uses });
  };
  return (
    <>
      <Card title={t('detectors.step2')} note={table !== null && t('detectors.columnsNote')}>
        {table === null ? (
          <p className="note">{t('detectors.noColumns')}</p>
        ) : (
          <ColumnChoice table={table} uses={uses} onUse={setUses} />
        )}
      </Card>
      <Card title={t('detectors.step3')}>
        <form className="actions" onSubmit={submit}>
          <label>
            {t('detectors.name')}{' '}
            <input
              name="name"
              required
              pattern="[a-z0-9][a-z0-9\-]{0,62}"
              title={t('detectors.nameRule')}
              defaultValue={toDetectorName(file.name)}
            />
          </label>
          <label>
            {t('detectors.kind')}{' '}
            <select name="detector">
              {DETECTORS.map((detector) => (
                <option key={detector} value={detector}>
                  {nameLabel('detector', detector)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="primary" disabled={isBusy}>
            {t('detectors.start')}
          </button>
        </form>
      </Card>
    </>
  );
}
