import type { SourceRun } from '../../api/types.ts';
import { Tag } from '../../components/tag.tsx';
import { formatInstant, formatNumber, formatSeconds } from '../../format.ts';

const MOST_RUNS = 6;

/** The last runs that did something, newest first. */
export function RunHistory({ runs }: { runs: SourceRun[] }) {
  if (runs.length === 0) return <p className="note">No finished run yet.</p>;
  const newest = [...runs].sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, MOST_RUNS);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Last runs">
      <table>
        <thead>
          <tr>
            <th>Last runs (UTC)</th>
            <th className="number">Rows</th>
            <th className="number">Changed</th>
            <th className="number">Rows/s</th>
            <th className="number">Took</th>
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {newest.map((run) => (
            <tr key={run.runId}>
              <td className="nowrap">{formatInstant(new Date(run.startedAtMs).toISOString())}</td>
              <td className="number">{formatNumber(run.rowsSeen)}</td>
              <td className="number">{formatNumber(run.published + run.deleted)}</td>
              <td className="number">{formatNumber(Math.round(run.rowsPerSecond))}</td>
              <td className="number nowrap">
                {run.endedAtMs === null ? '…' : formatSeconds((run.endedAtMs - run.startedAtMs) / 1000)}
              </td>
              <td>
                <Tag text={run.status} tone={run.status === 'completed' ? 'good' : 'bad'} />
                {run.error !== null && <span className="failure"> {run.error}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
