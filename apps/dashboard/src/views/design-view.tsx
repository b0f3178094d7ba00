import { useTranslation } from 'react-i18next';
import { BarList } from '../design/bar-list.tsx';
import { Card } from '../design/card.tsx';
import { Change } from '../design/change.tsx';
import { Contributions } from '../design/contributions.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Empty } from '../design/empty.tsx';
import { Heading } from '../design/heading.tsx';
import { Interval } from '../design/interval.tsx';
import { Skeleton } from '../design/query-state.tsx';
import { Tag, type Tone } from '../design/tag.tsx';
import { formatPercent } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';

const COLOURS = [
  'surface',
  'ground',
  'text',
  'text-soft',
  'line',
  'accent',
  'good',
  'bad',
  'busy',
  'neutral',
];
const TONES: readonly Tone[] = ['good', 'busy', 'bad', 'neutral'];
const TOPICS = ['billing', 'shipping', 'travel'];
const ESTIMATE = { value: 0.4, low: 0.3, high: 0.55 };

/** Every part that pages are made of, in its states. */
export function DesignView() {
  const { t } = useTranslation();
  return (
    <>
      <Heading title={t('design.title')} />
      <div className="grid">
        <Card title={t('design.colours')} className="wide">
          <ul className="swatches">
            {COLOURS.map((name) => (
              <li key={name}>
                <span style={{ background: `var(--${name})` }} />
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('design.states')}>
          <p className="actions">
            {TONES.map((tone) => (
              <Tag key={tone} text={t(`design.${tone}`)} tone={tone} />
            ))}
          </p>
          <p>
            <Change now={12} before={10} /> <Change now={0.1} before={0.3} kind="points" />{' '}
            <Change now={1} before={1} /> <Change now={3} before={0} />
          </p>
        </Card>
        <Card title={t('design.controls')}>
          <p className="actions">
            <button>{t('design.button')}</button>
            <button className="primary">{t('design.primary')}</button>
            <button className="danger">{t('design.danger')}</button>
            <button disabled>{t('design.disabled')}</button>
            <button aria-pressed="true">{t('design.pressed')}</button>
            <button className="quiet">{t('design.quiet')}</button>
          </p>
        </Card>
        <Card title={t('design.bars')}>
          <BarList
            total={100}
            bars={TOPICS.map((label, at) => ({
              label,
              name: nameLabel('topic', label),
              count: 50 - at * 15,
              before: 30,
            }))}
            toRows={(topic) => ({ to: '/conversations', search: { topic } })}
          />
        </Card>
        <Card title={t('design.contributions')}>
          <Contributions
            contributions={TOPICS.map((feature, at) => ({
              feature,
              value: at,
              contribution: 0.5 - at * 0.4,
            }))}
            name={(feature) => nameLabel('topic', feature)}
          />
          <Interval
            estimate={ESTIMATE}
            scale={{ value: 0, low: 0, high: 1 }}
            text={formatPercent(ESTIMATE.value)}
          />
        </Card>
        <Card title={t('design.table')} className="full">
          <DataTable<string>
            name={t('design.table')}
            rows={TOPICS}
            keyOf={(topic) => topic}
            columns={[
              {
                ...{ id: 'topic', header: t('columns.topic'), value: (topic) => topic },
                show: (topic) => nameLabel('topic', topic),
              },
              { id: 'length', header: t('columns.messages'), isNumber: true, value: (topic) => topic.length },
            ]}
          />
        </Card>
        <Card title={t('design.waiting')}>
          <Skeleton />
        </Card>
        <div className="wide">
          <Empty title={t('design.empty')}>
            <p>{t('design.emptyText')}</p>
          </Empty>
        </div>
      </div>
    </>
  );
}
