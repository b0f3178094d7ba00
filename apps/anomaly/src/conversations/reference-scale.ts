import { median } from '@convoscope/statistics';
import { OWN_FEATURES, type OwnFeature } from './conversation-features.ts';

/** A conversation as the reference takes it. */
export interface Member {
  readonly conversationId: string;
  readonly topic: string;
  readonly language: string;
  /** As `toOwnFeatures` gives them. */
  readonly features: readonly number[];
}

/** What the views see: features beside those of the reference. */
export const FEATURES = [
  ...(['messages', 'user text', 'assistant text', 'longest message', 'user share of text'] as const),
  ...(['answer time', 'slowest answer', 'reply time'] as const),
  ...(['mean sentiment', 'lowest sentiment', 'sentiment trend'] as const),
  ...(['failing answers', 'quality', 'repetition', 'refusal'] as const),
  ...(['topic confidence', 'topic rarity', 'language rarity', 'hour rarity'] as const),
] as const;
export type Feature = (typeof FEATURES)[number];

/** What each view is about, in their order. */
export const VIEW_NAMES = ['size', 'answer time', 'reply time', 'mood', 'outcome', 'context'] as const;
/** What belongs together: a conversation that is far off in one view must not drown in the others. */
export const VIEWS: readonly (readonly Feature[])[] = [
  ['messages', 'user text', 'assistant text', 'longest message', 'user share of text'],
  ['answer time', 'slowest answer'],
  ['reply time'],
  ['mean sentiment', 'lowest sentiment', 'sentiment trend'],
  ['failing answers', 'quality', 'repetition', 'refusal'],
  ['topic confidence', 'topic rarity', 'language rarity', 'hour rarity'],
];

/** Values that make up so much of the reference are all equally common. */
const COMMON_SHARE = 0.1;
const COMMON_HOUR = Math.exp(-3);
/** Answers that a mean of few is drawn towards the usual by: one slow answer says less than ten. */
const PSEUDO_ANSWERS = 1;
const HOURS = 24;

/** Turns conversations into rows beside a reference; every value is finite. */
export interface ReferenceScale {
  /** In the order of FEATURES. */
  toRow(member: Member): number[];
  /** The usual value of a feature. */
  usual(feature: Feature): number;
}

export function createReferenceScale(members: readonly Member[]): ReferenceScale {
  const medians = OWN_FEATURES.map((_, j) => medianOf(members.map(({ features }) => features[j] ?? NaN)));
  const topics = sharesOf(members.map(({ topic }) => topic));
  const languages = sharesOf(members.map(({ language }) => language));
  const hours = hourShares(members.map((member) => valueOf(member, 'hour')));
  const rarity = (share: number, common: number): number => Math.log(common / Math.min(common, share));
  const known = (member: Member, feature: OwnFeature): number => {
    const value = valueOf(member, feature);
    return Number.isFinite(value) ? value : (medians[OWN_FEATURES.indexOf(feature)] ?? 0);
  };
  const own = (member: Member, feature: Feature): number => {
    switch (feature) {
      case 'answer time': {
        const usual = medians[OWN_FEATURES.indexOf(feature)] ?? 0;
        const n = known(member, 'timed answers');
        return usual + ((known(member, feature) - usual) * n) / (n + PSEUDO_ANSWERS);
      }
      case 'topic rarity':
        return rarity(topics(member.topic), COMMON_SHARE);
      case 'language rarity':
        return rarity(languages(member.language), COMMON_SHARE);
      case 'hour rarity':
        return rarity(hours[valueOf(member, 'hour')] ?? 0, COMMON_HOUR);
      default:
        return known(member, feature);
    }
  };
  const rows = members.map((member) => FEATURES.map((feature) => own(member, feature)));
  const usual = FEATURES.map((_, j) => medianOf(rows.map((row) => row[j] ?? NaN)));
  return {
    toRow: (member) => FEATURES.map((feature) => own(member, feature)),
    usual: (feature) => usual[FEATURES.indexOf(feature)] ?? 0,
  };
}

const valueOf = ({ features }: Member, feature: OwnFeature): number =>
  features[OWN_FEATURES.indexOf(feature)] ?? NaN;

function medianOf(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.length === 0 ? 0 : median(known);
}

/** The share of each value, with one more conversation that has another. */
function sharesOf(values: readonly string[]): (value: string) => number {
  const counts = Map.groupBy(values, (value) => value);
  return (value) => ((counts.get(value)?.length ?? 0) + 0.5) / (values.length + 1);
}

/** How usual each hour of the day is, the hours beside it included: the day is a circle. */
function hourShares(hours: readonly number[]): number[] {
  const counts = Array<number>(HOURS).fill(0.5);
  for (const hour of hours) counts[hour] = (counts[hour] ?? 0) + 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const at = (hour: number): number => (counts[(hour + HOURS) % HOURS] ?? 0) / total;
  return counts.map((_, hour) => at(hour) / 2 + at(hour - 1) / 4 + at(hour + 1) / 4);
}
