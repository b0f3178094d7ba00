import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { figuresQuery, type AnalyticsQuery } from '../api/queries.ts';
import { Card } from '../design/card.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatList, formatPercent, formatSigned } from '../format.ts';
import type { Days } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { useDays } from '../range/use-days.ts';
import { compareModels, type Compared, type ModelFigures } from './models/compare-models.ts';
import { ModelTable, type ModelRow } from './models/model-table.tsx';

const METRICS: AnalyticsQuery['metrics'] = [
  ...(['conversations', 'answers', 'errors', 'meanSentiment', 'sentimentError', 'meanQuality'] as const),
  ...(['qualityError', 'latencyP50Seconds', 'latencyP95Seconds'] as const),
];
const WAITING = <Skeleton heights={[32, 120, 320]} />;

export function ModelsView() {
  const { t } = useTranslation();
  const chosen = useDays();
  if (chosen === null) return WAITING;
  return (
    <>
      <Heading title={t('nav.models')}>
        <RangePicker {...chosen} />
      </Heading>
      {chosen.days === null ? <p className="note">{t('models.none')}</p> : <Models days={chosen.days} />}
    </>
  );
}

function Models({ days }: { days: Days }) {
  const { t } = useTranslation();
  const query = useQuery(figuresQuery({ metrics: METRICS, dimension: 'model', limit: 50, ...days }));
  return (
    <QueryState
      query={query}
      waiting={WAITING}
      empty={{ when: ({ rows }) => rows.length === 0, show: t('models.none') }}
    >
      {(result) => {
        const models = toModels(result);
        return (
          <div className="stack">
            <Card title={t('models.words')}>
              <Words models={models} />
            </Card>
            <Card title={t('models.table')} note={t('models.tableNote')}>
              <ModelTable models={models} />
            </Card>
          </div>
        );
      }}
    </QueryState>
  );
}

const toModels = ({ rows }: Schemas['AnalyticsResult']): ModelRow[] =>
  rows.map(({ label, values }) => ({
    label: label ?? '',
    ...{
      conversations: values['conversations'] ?? 0,
      answers: values['answers'] ?? 0,
      errors: values['errors'] ?? 0,
    },
    ...{ meanSentiment: values['meanSentiment'] ?? null, sentimentError: values['sentimentError'] ?? null },
    ...{ meanQuality: values['meanQuality'] ?? null, qualityError: values['qualityError'] ?? null },
    ...{ p50: values['latencyP50Seconds'] ?? null, p95: values['latencyP95Seconds'] ?? null },
  }));

const MOST_SENTENCES = 8;

/** Which model is worse, and whether that can be chance. */
function Words({ models }: { models: readonly ModelFigures[] }) {
  const { t } = useTranslation();
  const { differences, alike, nTests, tooFew } = compareModels(models);
  const byLabel = new Map(models.map((model) => [model.label, model]));
  const write = (label: string, what: Compared): string => {
    const model = byLabel.get(label);
    if (model === undefined) return '–';
    if (what === 'sentiment') return formatSigned(model.meanSentiment);
    return what === 'quality'
      ? formatPercent(model.meanQuality)
      : formatPercent(model.errors / Math.max(1, model.answers), 1);
  };
  if (nTests === 0) return <p>{t('models.nothingToCompare')}</p>;
  return (
    <>
      <ul className="sentences">
        {differences.slice(0, MOST_SENTENCES).map(({ what, better, worse }) => (
          <li key={`${what} ${better} ${worse}`}>
            {t(`models.worse.${what}`, { better, worse, a: write(worse, what), b: write(better, what) })}
          </li>
        ))}
        {alike.length > 0 && (
          <li>{t('models.alike', { what: formatList(alike.map((what) => t(`models.what.${what}`))) })}</li>
        )}
        {tooFew.length > 0 && (
          <li>{t('models.tooFew', { models: formatList(tooFew), count: tooFew.length })}</li>
        )}
      </ul>
      <p className="note">{t('models.method', { count: nTests })}</p>
    </>
  );
}
