import type { Judgement } from './learn.ts';

/** Of conversations nobody complained of so many may be called something else. */
const MOST_CHANGED = 0.05;
/** Of few conversations a share says nothing. */
const FEW = 2;

export interface Decision {
  readonly isPromoted: boolean;
  /** In a sentence. */
  readonly because: string;
}

/** A new model takes over where it is better on examples it had not seen, worse in neither topic nor intent, and leaves the rest alone. Pure. */
export function decidePromotion({ topic, intent, unasked }: Judgement): Decision {
  const figures = `topics ${topic.before} -> ${topic.after} of ${topic.n}, intents ${intent.before} -> ${intent.after} of ${intent.n}`;
  const not = (reason: string): Decision => ({ isPromoted: false, because: `${reason}: ${figures}` });
  if (topic.after < topic.before || intent.after < intent.before)
    return not('it is worse on examples that it had not seen');
  if (topic.after + intent.after === topic.before + intent.before)
    return not('it is no better on examples that it had not seen');
  if (unasked.changed > Math.max(FEW, unasked.n * MOST_CHANGED))
    return not(`it would change ${unasked.changed} of ${unasked.n} conversations that nobody complained of`);
  return { isPromoted: true, because: `it is better on examples that it had not seen: ${figures}` };
}
