import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../design/data-table.tsx';
import { Interval, type Estimate } from '../../design/interval.tsx';
import { formatNumber, formatPercent, formatSeconds, formatSigned } from '../../format.ts';
import { meanEstimate, shareEstimate, type ModelFigures } from './compare-models.ts';

export interface ModelRow extends ModelFigures {
  p50: number | null;
  p95: number | null;
}

type EstimateOf = (model: ModelRow) => Estimate | null;

const sentiment: EstimateOf = (model) => meanEstimate(model.meanSentiment, model.sentimentError, [-1, 1]);
const quality: EstimateOf = (model) => meanEstimate(model.meanQuality, model.qualityError, [0, 1]);
const failures: EstimateOf = (model) => shareEstimate(model.errors, model.answers);

/** From the lowest to the highest of all intervals: one scale a column. */
function scaleOf(models: readonly ModelRow[], of: EstimateOf): Estimate {
  const found = models.flatMap((model) => of(model) ?? []);
  return {
    value: 0,
    low: Math.min(...found.map(({ low }) => low)),
    high: Math.max(...found.map(({ high }) => high)),
  };
}

/** Models side by side, each figure with its 95 % interval. */
export function ModelTable({ models }: { models: readonly ModelRow[] }) {
  const { t } = useTranslation();
  const estimated = (
    id: 'sentiment' | 'quality' | 'failures',
    of: EstimateOf,
    write: (value: number) => string,
  ): Column<ModelRow> => {
    const scale = scaleOf(models, of);
    return {
      ...{ id, header: t(`models.${id}`), value: (model) => of(model)?.value },
      show: (model) => {
        const estimate = of(model);
        if (estimate === null) return '–';
        const text = t('models.interval', { low: write(estimate.low), high: write(estimate.high) });
        return (
          <span className="estimate">
            <span>{write(estimate.value)}</span>
            <Interval estimate={estimate} scale={scale} text={text} />
          </span>
        );
      },
    };
  };
  const columns: Column<ModelRow>[] = [
    {
      ...{ id: 'model', header: t('columns.model'), value: ({ label }) => label },
      show: ({ label }) => (
        <Link to="/conversations" search={{ model: label }}>
          {label}
        </Link>
      ),
    },
    {
      ...{ id: 'conversations', header: t('columns.conversations'), isNumber: true },
      value: ({ conversations }) => conversations,
      show: ({ conversations }) => formatNumber(conversations),
    },
    estimated('sentiment', sentiment, formatSigned),
    estimated('quality', quality, formatPercent),
    estimated('failures', failures, (value) => formatPercent(value, 1)),
    {
      ...{ id: 'p50', header: t('models.p50'), isNumber: true, value: ({ p50 }) => p50 },
      show: ({ p50 }) => formatSeconds(p50),
    },
    {
      ...{ id: 'p95', header: t('models.p95'), isNumber: true, value: ({ p95 }) => p95 },
      show: ({ p95 }) => formatSeconds(p95),
    },
  ];
  return (
    <DataTable
      choice="models"
      name={t('nav.models')}
      columns={columns}
      rows={models}
      keyOf={({ label }) => label}
    />
  );
}
