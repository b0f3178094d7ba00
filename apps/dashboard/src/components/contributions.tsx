import type { Contribution } from '../api/types.ts';
import { formatScore, toWords } from '../format.ts';

/** What made a score: the largest shares first, as bars. */
export function Contributions({ contributions, most = 6 }: { contributions: Contribution[]; most?: number }) {
  const shown = [...contributions]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, most);
  const largest = Math.max(...shown.map(({ contribution }) => Math.abs(contribution)), Number.EPSILON);
  return (
    <ul className="plain bars">
      {shown.map(({ feature, value, contribution }) => (
        <li key={feature}>
          <span>
            {toWords(feature)}
            {value !== null && <span className="note"> {formatScore(value)}</span>}
          </span>
          <meter
            className={contribution > 0 ? 'up' : 'down'}
            max={largest}
            value={Math.abs(contribution)}
            aria-label={`${toWords(feature)}: ${formatScore(contribution)}`}
          />
        </li>
      ))}
    </ul>
  );
}
