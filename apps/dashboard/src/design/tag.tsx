export type Tone = 'good' | 'bad' | 'neutral' | 'busy';

export const sentimentTone = (label: string): Tone =>
  label === 'negative' ? 'bad' : label === 'positive' ? 'good' : 'neutral';

export const severityTone = (severity: string): Tone =>
  severity === 'critical' ? 'bad' : severity === 'warning' ? 'busy' : 'neutral';

/** A state in a word; the colour only repeats what the word says. */
export function Tag({ text, tone = 'neutral' }: { text: string; tone?: Tone }) {
  return <span className={`tag ${tone}`}>{text}</span>;
}
