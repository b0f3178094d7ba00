import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { getJson } from '../api/client.ts';
import type { Anomaly, Page, Summary } from '../api/types.ts';
import { Chart } from '../charts/chart.tsx';
import { barOption, sentimentOption, shareOption, volumeOption } from '../charts/options.ts';
import { Card } from '../components/card.tsx';
import { QueryState } from '../components/query-state.tsx';
import { severityTone, Tag } from '../components/tag.tsx';
import { formatDay, formatNumber, formatPercent, formatScore, formatSeconds } from '../format.ts';

export function OverviewView() {
  const summary = useQuery({ queryKey: ['summary'], queryFn: () => getJson<Summary>('analytics/summary') });
  const anomalies = useQuery({
    queryKey: ['anomalies', 'metric'],
    queryFn: () => getJson<Page<Anomaly>>('anomalies', { kind: 'metric', limit: 50 }),
  });
  return (
    <QueryState
      query={summary}
      empty={{
        when: ({ nConversations }) => nConversations === 0,
        text: 'No conversations yet. They appear here while they are processed.',
      }}
    >
      {(data) => <Overview summary={data} anomalies={anomalies.data?.items ?? []} />}
    </QueryState>
  );
}

function Overview({ summary, anomalies }: { summary: Summary; anomalies: Anomaly[] }) {
  return (
    <>
      <h1>
        Overview
        {summary.from !== null && summary.to !== null && (
          <span className="note">
            {formatDay(summary.from)} – {formatDay(summary.to)}
          </span>
        )}
      </h1>
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
  const overall = useMemo(
    () => anomalies.filter(({ metric, group }) => metric === 'volume' && Object.keys(group).length === 0),
    [anomalies],
  );
  const volume = useMemo(() => volumeOption(summary.days, overall), [summary.days, overall]);
  const sentiment = useMemo(() => sentimentOption(summary.days), [summary.days]);
  return (
    <Card title="Conversations a day" note="unusual days in red" className="wide">
      <Chart label="Conversations a day" option={volume} />
      <h3>Mean sentiment</h3>
      <Chart label="Mean sentiment a day" option={sentiment} height={120} />
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
          <li key={anomaly.anomalyId}>
            <Tag text={anomaly.severity} tone={severityTone(anomaly.severity)} /> {anomaly.explanation}
          </li>
        ))}
      </ul>
      <Link to="/anomalies">All anomalies</Link>
    </Card>
  );
}

function BreakdownCards({ summary }: { summary: Summary }) {
  const navigate = useNavigate();
  const topics = useMemo(() => barOption(summary.topics, 12), [summary.topics]);
  const intents = useMemo(() => barOption(summary.intents, 12), [summary.intents]);
  const languages = useMemo(() => barOption(summary.languages, 12), [summary.languages]);
  const sentiments = useMemo(() => shareOption(summary.sentiments), [summary.sentiments]);
  const showTopic = useMemo(
    () => (topic: string) => void navigate({ to: '/conversations', search: { topic } }),
    [navigate],
  );
  return (
    <>
      <Card title="Topics" note="click one to read">
        <Chart label="Conversations by topic" option={topics} height={300} onSelect={showTopic} />
      </Card>
      <Card title="Intents">
        <Chart label="Conversations by intent" option={intents} height={300} />
      </Card>
      <Card title="Languages">
        <Chart label="Conversations by language" option={languages} height={300} />
      </Card>
      <Card title="Sentiment">
        <Chart label="Conversations by sentiment" option={sentiments} height={200} />
      </Card>
    </>
  );
}

function ModelsCard({ summary }: { summary: Summary }) {
  return (
    <Card title="Models compared" className="wide">
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
