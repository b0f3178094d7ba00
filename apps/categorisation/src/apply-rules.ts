import type { ConversationTranslated } from '@convoscope/contracts';
import type { CompiledRules, RuleHit, TopicResult } from '@convoscope/text';

type Input = Pick<ConversationTranslated, 'metadata' | 'model' | 'messages'>;

/** Longer messages say what rules look for at their beginning, or not at all. */
const MOST_CHARACTERS = 4000;

/** Facts about a conversation that rules may ask for; what is no text is written as one. */
function toMetadata({ metadata, model }: Input): Record<string, string> {
  const entries = Object.entries({ ...metadata, ...(model === null ? {} : { model }) });
  return Object.fromEntries(
    entries.flatMap(([field, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[field, String(value)] as const] : [],
    ),
  );
}

/** The rule with the highest priority that holds for any message; of equals the one that holds first. */
export function findRule(rules: CompiledRules, conversation: Input): RuleHit | undefined {
  const metadata = toMetadata(conversation);
  let best: RuleHit | undefined;
  for (const { role, content, language } of conversation.messages) {
    const [hit] = rules.find({ text: content.slice(0, MOST_CHARACTERS), role, language, metadata });
    if (hit !== undefined && (best === undefined || hit.priority > best.priority)) best = hit;
  }
  return best;
}

/** A rule is certain; what was learned stays as the first alternative, and the evidence says which rule it was and why. */
export function applyRule(learned: TopicResult, { rule, topic, explanation }: RuleHit): TopicResult {
  const evidence = [`rule ${rule}: ${explanation}`];
  if (learned.topic === topic)
    return { ...learned, confidence: 1, evidence: [...evidence, ...learned.evidence] };
  const others = [{ topic: learned.topic, confidence: learned.confidence }, ...learned.alternatives];
  return {
    topic,
    confidence: 1,
    alternatives: others.filter((each) => each.topic !== topic).slice(0, 3),
    evidence,
  };
}
