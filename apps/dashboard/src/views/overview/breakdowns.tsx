import type { Schemas } from '@convoscope/client';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BarList } from '../../design/bar-list.tsx';
import { Card } from '../../design/card.tsx';
import { nameValue } from '../../i18n/labels.ts';

type Summary = Schemas['Summary'];

const MOST_BARS = 10;
const DIMENSIONS = [
  { dimension: 'topic', list: 'topics' },
  { dimension: 'intent', list: 'intents' },
  { dimension: 'language', list: 'languages' },
  { dimension: 'sentiment', list: 'sentiments' },
  { dimension: 'model', list: 'models' },
] as const;

/** What conversations were about, and how they went; each bar leads to its conversations. */
export function BreakdownCards({ summary, past }: { summary: Summary; past: Summary | undefined }) {
  const { t } = useTranslation();
  return DIMENSIONS.map(({ dimension, list }) => {
    const counts = summary[list];
    const before = past && new Map(past[list].map(({ label, count }) => [label, count]));
    const bars = counts.slice(0, MOST_BARS).map(({ label, count }) => ({
      ...{ label, name: nameValue(dimension, label), count },
      ...(before !== undefined && { before: before.get(label) ?? 0 }),
    }));
    return (
      <Card key={dimension} title={t(`dimension.${list}`)}>
        <BarList
          bars={bars}
          total={summary.nConversations}
          toRows={(label) => ({ to: '/conversations', search: { [dimension]: label } })}
        />
        {counts.length > MOST_BARS && (
          <p className="note">{t('overview.more', { count: counts.length - MOST_BARS })}</p>
        )}
        {dimension === 'model' && <Link to="/models">{t('overview.compareModels')}</Link>}
      </Card>
    );
  });
}
