import type { Contribution } from '@convoscope/contracts';
import { capitalised, count, languageName, percent, seconds, topicName } from '../words.ts';
import { FEATURES, type Feature, type Member, type ReferenceScale } from './reference-scale.ts';

interface Explained {
  member: Member;
  /** Largest first. */
  contributions: readonly Contribution[];
  /** In the order of FEATURES. */
  plain: readonly number[];
  scale: ReferenceScale;
}

/** A feature with a smaller part of the score is not a reason. */
const LEAST_PART = 0.15;
const MOST_REASONS = 3;

const wholeCount = (log: number): string => count(Math.round(Math.expm1(log)));
const time = (log: number): string => seconds(Math.exp(log));
const mood = (value: number): string => value.toFixed(2);

/** Null where there is nothing to say: it is as usual, to the digit that people are told. */
type Say = (value: number, usual: number, member: Member) => string | null;

/** `it has 40 messages, where 6 are usual`; `is` and `are` as the number of what is counted asks for. */
const beside =
  (say: (value: string) => string, format: (value: number) => string, be: 'is' | 'are' = 'is'): Say =>
  (value, usual) =>
    format(value) === format(usual) ? null : `${say(format(value))}, where ${format(usual)} ${be} usual`;

/** One thing where it is more than usual, another where it is less. */
const either =
  (more: (member: Member) => string, less: (member: Member) => string): Say =>
  (value, usual, member) =>
    value === usual ? null : value > usual ? more(member) : less(member);

const REASONS: Readonly<Record<Feature, Say>> = {
  messages: beside((n) => `it has ${n} messages`, wholeCount, 'are'),
  'user text': beside((n) => `the user wrote ${n} characters`, wholeCount, 'are'),
  'assistant text': beside((n) => `the assistant wrote ${n} characters`, wholeCount, 'are'),
  'longest message': beside((n) => `its longest message has ${n} characters`, wholeCount, 'are'),
  'user share of text': beside((share) => `the user's share of the text is ${share}`, percent),
  'answer time': beside((took) => `answers took ${took}`, time),
  'slowest answer': beside((took) => `the slowest answer took ${took}`, time),
  'reply time': beside((took) => `the user replied after ${took}`, time),
  'mean sentiment': beside((value) => `the user's mood was ${value}`, mood),
  'lowest sentiment': beside((value) => `the user's mood was at worst ${value}`, mood),
  'sentiment trend': beside((value) => `the user's mood changed by ${value}`, mood),
  'failing answers': beside((share) => `${share} of its answers failed`, percent),
  quality: beside((value) => `its quality is ${value}`, mood),
  repetition: either(
    () => 'things were said again',
    () => 'nothing was said again, where that is usual',
  ),
  refusal: either(
    () => 'an answer refused',
    () => 'no answer refused, where that is usual',
  ),
  'topic confidence': either(
    () => 'what it is about is clearer than usual',
    () => 'what it is about is hard to tell',
  ),
  'topic rarity': either(
    ({ topic }) => `few are about ${topicName(topic)}`,
    ({ topic }) => `more than usual are about ${topicName(topic)}`,
  ),
  'language rarity': either(
    ({ language }) => `few are in ${languageName(language)}`,
    ({ language }) => `more than usual are in ${languageName(language)}`,
  ),
  'hour rarity': either(
    () => 'few begin at that hour',
    () => 'more than usual begin at that hour',
  ),
};

/** Why it was judged so, in one sentence. */
export function explainInWords({ member, contributions, plain, scale }: Explained): string {
  const total = contributions.reduce((sum, { contribution }) => sum + contribution, 0);
  const reasons = contributions
    .filter(({ contribution }) => contribution >= LEAST_PART * total)
    .flatMap(({ feature }) => {
      const name = feature as Feature;
      return REASONS[name](plain[FEATURES.indexOf(name)] ?? 0, scale.usual(name), member) ?? [];
    })
    .slice(0, MOST_REASONS);
  const said = reasons.length === 0 ? ['several things at once, none of them far off'] : reasons;
  return `${capitalised(said.join('; '))}.`;
}
