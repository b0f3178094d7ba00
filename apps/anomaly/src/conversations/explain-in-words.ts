import type { Contribution } from '@convoscope/contracts';
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

const words = (label: string): string => label.replaceAll(/[_-]+/g, ' ');
const count = (log: number): string => Math.round(Math.expm1(log)).toLocaleString('en');
const seconds = (log: number): string => {
  const value = Math.exp(log);
  return value >= 120 ? `${Number((value / 60).toPrecision(2))} min` : `${Number(value.toPrecision(2))} s`;
};
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mood = (value: number): string => value.toFixed(2);

type Say = (value: number, usual: number, member: Member) => string;

const beside =
  (what: string, format: (value: number) => string): Say =>
  (value, usual) =>
    `${what} ${format(value)}, where ${format(usual)} is usual`;

const REASONS: Readonly<Record<Feature, Say>> = {
  messages: beside('it has this many messages:', count),
  'user text': beside('characters the user wrote:', count),
  'assistant text': beside('characters the assistant wrote:', count),
  'longest message': beside('characters of the longest message:', count),
  'user share of text': beside("the user's share of the text is", percent),
  'answer time': beside('answers took', seconds),
  'slowest answer': beside('the slowest answer took', seconds),
  'reply time': beside('the user replied after', seconds),
  'mean sentiment': beside("the user's mood was", mood),
  'lowest sentiment': beside("the user's mood was at worst", mood),
  'sentiment trend': beside("the user's mood changed by", mood),
  'failing answers': beside('answers that failed:', percent),
  quality: beside('its quality is', mood),
  repetition: () => 'things were said again',
  refusal: () => 'an answer refused',
  'topic confidence': () => 'what it is about is hard to tell',
  'topic rarity': (_value, _usual, { topic }) => `few are about ${words(topic)}`,
  'language rarity': (_value, _usual, { language }) => `few are in its language (${language})`,
  'hour rarity': () => 'few begin at that hour',
};

/** Why it was judged so, in one sentence. */
export function explainInWords({ member, contributions, plain, scale }: Explained): string {
  const total = contributions.reduce((sum, { contribution }) => sum + contribution, 0);
  const reasons = contributions
    .filter(({ contribution }) => contribution >= LEAST_PART * total)
    .slice(0, MOST_REASONS)
    .map(({ feature }) => {
      const name = feature as Feature;
      return REASONS[name](plain[FEATURES.indexOf(name)] ?? 0, scale.usual(name), member);
    });
  const said = reasons.length === 0 ? ['several things at once, none of them far off'] : reasons;
  return `${said.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase());
}
