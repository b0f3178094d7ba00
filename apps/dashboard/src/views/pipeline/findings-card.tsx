import type { InputFinding, SourceProgress } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { toWords } from '../../format.ts';

/** What was not as it should be in rows that arrived all the same; nothing where there is nothing to say. */
export function FindingsCard({ sources }: { sources: readonly SourceProgress[] }) {
  const findings = sources.flatMap(({ source, state }) =>
    (state.findings ?? []).map((finding) => ({ source, finding })),
  );
  if (findings.length === 0) return null;
  return (
    <Card title="Found in rows that arrived" className="full scroll">
      <table>
        <thead>
          <tr>
            <th>First at</th>
            <th>Reason</th>
            <th>What</th>
            <th className="number">Times</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ source, finding }) => (
            <tr
              key={`${source}/${finding.reason}/${finding.file ?? ''}/${finding.column ?? ''}/${finding.message}`}
            >
              <td>{placeOf(finding) || source}</td>
              <td>{toWords(finding.reason)}</td>
              <td>
                {finding.message}
                {finding.sample ? <div className="sample">{finding.sample}</div> : null}
              </td>
              <td className="number">{finding.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const placeOf = ({ file, line, column }: InputFinding): string =>
  [file, line, column].filter((part) => part !== null).join(':');
