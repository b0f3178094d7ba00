import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { getJson } from '../api/client.ts';
import type { Anomaly, Count, Page, Summary } from '../api/types.ts';
import { Chart } from '../charts/chart.tsx';
import { barHeight, barOption, shareOption } from '../charts/count-options.ts';
import { sentimentOption, volumeOption } from '../charts/day-options.ts';
import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { Heading } from '../components/heading.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { severityTone, Tag } from '../components/tag.tsx';
import {
  formatDay,
  formatNumber,
  formatPercent,
  formatScore,
  formatSeconds,
  toLanguage,
  toWords,
} from '../format.ts';

const NONE: Anomaly[] = [];

export function OverviewView() {
  const summary = useQuery({ queryKey: ['summary'], queryFn: () => getJson<Summary>('analytics/summary') });
  const anomalies = useQuery({
    queryKey: ['anomalies', 'metric'],
    queryFn: () => getJson<Page<Anomaly>>('anomalies', { kind: 'metric', limit: 100 }),
  });
  return (
    <QueryState
      query={summary}
      empty={{
        when: ({ nConversations }) => nConversations === 0,
        show: <NothingYet />,
      }}
      waiting={<Skeleton heights={[32, 82, 360, 280]} />}
    >
      {(data) => <Overview summary={data} anomalies={anomalies.data?.items ?? NONE} />}
    </QueryState>
  );
}

function NothingYet() {
  return (
    <>
      <Heading title="Overview" />
      <Empty title="No conversations yet">
        <p>They appear here by themselves, while they are read and understood.</p>
        <p>
          <Link to="/pipeline">See what the pipeline is doing, or poll a source now</Link>
        </p>
      </Empty>
    </>
  );
}

function Overview({ summary, anomalies }: { summary: Summary; anomalies: Anomaly[] }) {
  return (
    <>
      <Heading title="Overview">
        {summary.from !== null && summary.to !== null && (
          <span className="note">
            {formatDay(summary.from)} – {formatDay(summary.to)}
          </span>
        )}
      </Heading>
      <Tiles summary={summary} />
      <div className="grid">
        <VolumeCard summary={summary} anomalies={anomalies} />
        <FindingsCard anomalies={anomalies} />
        <BreakdownCards summary={summary} />
        <ModelsCard summary={summary} />
      </div>
    </>
  );
}

function Tiles({ summary }: { summary: Summary }) {
  const tiles = [
    ['Conversations', formatNumber(summary.nConversations)],
    ['Messages', formatNumber(summary.nMessages)],
    ['Users', formatNumber(summary.nUsers)],
    ['Sentiment', formatScore(summary.meanSentiment)],
    ['Quality', formatPercent(summary.meanQuality)],
    ['Unusual', formatNumber(summary.nAnomalous)],
  ];
  return (
    <dl className="tiles">
      {tiles.map(([name, value]) => (
        <div key={name} className="card tile">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function VolumeCard({ summary, anomalies }: { summary: Summary; anomalies: Anomaly[] }) {
  const volume = useMemo(() => volumeOption(summary.days, anomalies), [summary.days, anomalies]);
  const sentiment = useMemo(() => sentimentOption(summary.days), [summary.days]);
  return (
    <Card title="Conversations a day" note="a dot marks a day with findings" className="wide">
      <Chart label="Conversations a day" option={volume} height={270} />
      <h3>Mean sentiment, from −1 to 1</h3>
      <Chart label="Mean sentiment a day" option={sentiment} height={110} />
    </Card>
  );
}

function FindingsCard({ anomalies }: { anomalies: Anomaly[] }) {
  const worst = [...anomalies].sort((a, b) => b.score - a.score).slice(0, 6);
  return (
    <Card title="What stands out">
      {worst.length === 0 && <p className="note">Nothing unusual so far.</p>}
      <ul className="plain">
        {worst.map((anomaly) => (
          <li key={anomaly.anomalyId} className="finding">
            <Tag text={anomaly.severity} tone={severityTone(anomaly.severity)} />
            <span>{anomaly.explanation}</span>
          </li>
        ))}
      </ul>
      <Link to="/anomalies">All anomalies</Link>
    </Card>
  );
}

const MOST_BARS = 12;

function BreakdownCards({ summary }: { summary: Summary }) {
  const sentiments = useMemo(() => shareOption(summary.sentiments), [summary.sentiments]);
  return (
    <>
      <BarCard title="Topics" filter="topic" counts={summary.topics} />
      <BarCard title="Intents" filter="intent" counts={summary.intents} />
      <div className="stack">
        <BarCard title="Languages" filter="language" counts={summary.languages} name={toLanguage} />
        <Card title="Sentiment">
          <Chart
            label={describe('sentiment', summary.sentiments, toWords)}
            option={sentiments}
            height={150}
          />
        </Card>
      </div>
    </>
  );
}

const describe = (what: string, counts: readonly Count[], name: (label: string) => string): string =>
  `Conversations by ${what}: ${counts
    .slice(0, MOST_BARS)
    .map(({ label, count }) => `${name(label)} ${formatNumber(count)}`)
    .join(', ')}`;

interface BarCardProps {
  title: string;
  filter: 'topic' | 'intent' | 'language';
  counts: Count[];
  name?: (label: string) => string;
}

/** Counts as bars; a click on one lists its conversations. */
function BarCard({ title, filter, counts, name = toWords }: BarCardProps) {
  const navigate = useNavigate();
  const option = useMemo(() => barOption(counts, MOST_BARS, name), [counts, name]);
  const show = useCallback(
    (label: string) => void navigate({ to: '/conversations', search: { [filter]: label } }),
    [navigate, filter],
  );
  return (
    <Card title={title} note="click one to read">
      <Chart
        label={describe(filter, counts, name)}
        option={option}
        height={barHeight(counts, MOST_BARS)}
        onSelect={show}
      />
    </Card>
  );
}

function ModelsCard({ summary }: { summary: Summary }) {
  return (
    <Card title="Models compared" className="full scroll">
      <table>
        <thead>
          <tr>
            <th>Model</th>
            <th className="number">Conversations</th>
            <th className="number">Sentiment</th>
            <th className="number">Quality</th>
            <th className="number">Answer time</th>
            <th className="number">Failed answers</th>
          </tr>
        </thead>
        <tbody>
          {summary.models.map((model) => (
            <tr key={model.label}>
              <td>
                <Link to="/conversations" search={{ model: model.label }}>
                  {model.label}
                </Link>
              </td>
              <td className="number">{formatNumber(model.count)}</td>
              <td className="number">{formatScore(model.meanSentiment)}</td>
              <td className="number">{formatPercent(model.meanQuality)}</td>
              <td className="number">{formatSeconds(model.meanLatencySeconds)}</td>
              <td className="number">{formatNumber(model.nErrors)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
