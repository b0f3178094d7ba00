export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** A value with its 95 % interval as a dot on a line, on the scale that all of its column share. */
export function Interval({ estimate, scale, text }: { estimate: Estimate; scale: Estimate; text: string }) {
  const length = Math.max(Number.EPSILON, scale.high - scale.low);
  const at = (value: number): number => 4 + (92 * (value - scale.low)) / length;
  return (
    <span className="interval" title={text}>
      <svg
        viewBox="0 0 100 12"
        width="100"
        height="12"
        preserveAspectRatio="none"
        role="img"
        aria-label={text}
      >
        <line
          x1={at(estimate.low)}
          x2={at(estimate.high)}
          y1="6"
          y2="6"
          stroke="var(--neutral)"
          strokeWidth="2"
        />
        <circle cx={at(estimate.value)} cy="6" r="4" fill="var(--accent)" />
      </svg>
    </span>
  );
}
