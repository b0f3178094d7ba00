import { formatScore } from '../format.ts';

export interface ContributionsProps {
  contributions: readonly { feature: string; value: number | null; contribution: number }[];
  name: (feature: string) => string;
  most?: number;
}

/** What made a score: the largest shares first, as bars. */
export function Contributions({ contributions, name, most = 6 }: ContributionsProps) {
  const shown = [...contributions]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, most);
  const largest = Math.max(...shown.map(({ contribution }) => Math.abs(contribution)), Number.EPSILON);
  return (
    <ul className="plain bars">
      {shown.map(({ feature, value, contribution }) => (
        <li key={feature}>
          <span>
            {name(feature)}
            {value !== null && <span className="note"> {formatScore(value)}</span>}
          </span>
          <meter
            className={contribution > 0 ? 'up' : 'down'}
            max={largest}
            value={Math.abs(contribution)}
            aria-label={`${name(feature)}: ${formatScore(contribution)}`}
          />
        </li>
      ))}
    </ul>
  );
}
