import type { Progress } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatNumber, toWords } from '../../format.ts';

export function StagesCard({ progress }: { progress: Progress }) {
  const most = Math.max(1, ...progress.stages.map(({ nConversations }) => nConversations));
  return (
    <Card title="Stages" note="conversations each has finished">
      <ul className="plain bars">
        {progress.stages.map(({ stage, nConversations }) => (
          <li key={stage}>
            <span>
              {toWords(stage)} <span className="note">{formatNumber(nConversations)}</span>
            </span>
            <meter max={most} value={nConversations} aria-label={`${toWords(stage)}: ${nConversations}`} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One row a service: all that waits for it, and how long its slowest topic has not moved. */
function toServices({ consumers }: Progress) {
  return [...Map.groupBy(consumers, ({ group }) => group)].map(([group, ofGroup]) => ({
    group,
    lag: ofGroup.reduce((total, { lag }) => total + lag, 0),
    stalledSeconds: Math.max(...ofGroup.map(({ stalledSeconds }) => stalledSeconds)),
    waiting: ofGroup
      .filter(({ lag }) => lag > 0)
      .map(({ topic }) => topic)
      .join(', '),
  }));
}

export function ConsumersCard({ progress }: { progress: Progress }) {
  return (
    <Card title="Consumers" note="events still to process" className="wide scroll">
      <table>
        <thead>
          <tr>
            <th>Service</th>
            <th>Waiting on</th>
            <th className="number">Lag</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {toServices(progress).map(({ group, lag, stalledSeconds, waiting }) => (
            <tr key={group}>
              <td>{toWords(group)}</td>
              <td className="note">{waiting}</td>
              <td className="number">{formatNumber(lag)}</td>
              <td>
                {lag === 0 ? (
                  <Tag text="up to date" tone="good" />
                ) : stalledSeconds > 60 ? (
                  <Tag text={`stuck for ${Math.round(stalledSeconds)} s`} tone="bad" />
                ) : (
                  <Tag text="working" tone="busy" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
