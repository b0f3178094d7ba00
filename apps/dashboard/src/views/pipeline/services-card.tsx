import type { Schemas } from '@convoscope/client';
import { useTranslation } from 'react-i18next';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatList, formatNumber, formatSeconds } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';

const STUCK_SECONDS = 60;

/** One row a service: all that waits for it, and how long its slowest topic has not moved. */
const toServices = ({ consumers }: Schemas['Progress']) =>
  [...Map.groupBy(consumers, ({ group }) => group)].map(([group, ofGroup]) => ({
    group,
    lag: ofGroup.reduce((total, { lag }) => total + lag, 0),
    stalledSeconds: Math.max(...ofGroup.map(({ stalledSeconds }) => stalledSeconds)),
    waiting: ofGroup.filter(({ lag }) => lag > 0).map(({ topic }) => topic),
  }));

type Service = ReturnType<typeof toServices>[number];

export function ServicesCard({ progress }: { progress: Schemas['Progress'] }) {
  const { t } = useTranslation();
  const state = ({ lag, stalledSeconds }: Service) =>
    lag === 0 ? (
      <Tag text={t('flow.upToDate')} tone="good" />
    ) : stalledSeconds > STUCK_SECONDS ? (
      <Tag text={t('flow.stalled', { time: formatSeconds(stalledSeconds) })} tone="bad" />
    ) : (
      <Tag text={t('flow.working')} tone="busy" />
    );
  return (
    <Card title={t('services.title')} note={t('services.note')}>
      <DataTable<Service>
        name={t('services.title')}
        rows={toServices(progress)}
        keyOf={({ group }) => group}
        columns={[
          {
            ...{ id: 'service', header: t('services.service'), value: ({ group }) => group },
            show: ({ group }) => nameLabel('service', group),
          },
          {
            ...{ id: 'waiting', header: t('services.waiting'), value: ({ waiting }) => waiting.join(' ') },
            show: ({ waiting }) => (waiting.length === 0 ? '–' : formatList(waiting)),
          },
          {
            ...{ id: 'lag', header: t('services.lag'), isNumber: true, value: ({ lag }) => lag },
            show: ({ lag }) => formatNumber(lag),
          },
          {
            id: 'state',
            header: t('services.state'),
            value: ({ stalledSeconds }) => stalledSeconds,
            show: state,
          },
        ]}
      />
    </Card>
  );
}
