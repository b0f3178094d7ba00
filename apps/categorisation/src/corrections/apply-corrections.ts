import type { ConversationCategorised, Sentiment } from '@convoscope/contracts';
import type { CategoryCorrectionDocument } from '@convoscope/store';

export type Correction = Pick<CategoryCorrectionDocument, 'field' | 'value'>;

const MOST_ALTERNATIVES = 3;
/** What a person calls a feeling has no degree: as strong as a clear word. */
const SCORES: Readonly<Record<Sentiment['label'], number>> = { negative: -0.5, neutral: 0, positive: 0.5 };

/** What people said stands over what any model says; the model's word stays as an alternative. Pure. */
export function applyCorrections(
  data: ConversationCategorised,
  corrections: readonly Correction[],
): ConversationCategorised {
  return corrections.reduce(applyOne, data);
}

function applyOne(data: ConversationCategorised, { field, value }: Correction): ConversationCategorised {
  if (field === 'topic') return { ...data, topic: correctedTopic(data.topic, value) };
  if (field === 'intent') return { ...data, intent: { label: value, confidence: 1 } };
  const label = value as Sentiment['label'];
  const score = data.sentiment.label === label ? data.sentiment.score : SCORES[label];
  return { ...data, sentiment: { label, score, confidence: 1 } };
}

function correctedTopic(
  { label, confidence, alternatives, evidence }: ConversationCategorised['topic'],
  value: string,
): ConversationCategorised['topic'] {
  const said = 'said by a person';
  if (label === value) return { label, confidence: 1, alternatives, evidence: [said, ...evidence] };
  const others = [{ label, confidence }, ...alternatives].filter((each) => each.label !== value);
  return { label: value, confidence: 1, alternatives: others.slice(0, MOST_ALTERNATIVES), evidence: [said] };
}
