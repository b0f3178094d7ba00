import { discoverTopics, latentVectors, type Discovery } from '@convoscope/text';

/** A conversation that no topic covers, by what its user said first. */
export interface UncoveredText {
  readonly conversationId: string;
  readonly text: string;
  readonly userId: string | null;
  readonly startedAt: string;
}

export interface FindTask {
  readonly texts: readonly UncoveredText[];
  readonly minPeople: number;
}

/** Who is not named among others that are may be anybody: all of them together are one. Where nobody is named each conversation counts. */
const NOBODY = '';

function peopleOf(texts: readonly UncoveredText[]): string[] {
  const isKnown = texts.some(({ userId }) => userId !== null);
  return texts.map(({ userId, conversationId }) => userId ?? (isKnown ? NOBODY : conversationId));
}

/** Topics among the texts; terms that fewer people used than a topic needs are left out, so that no name tells of a person. Deterministic. */
export function findTopics({ texts, minPeople }: FindTask): Discovery {
  const said = texts.map(({ text }) => text);
  const people = peopleOf(texts);
  const discovery = discoverTopics(said, latentVectors(said, 1), { people, minPeople });
  const lowered = said.map((text) => text.toLowerCase());
  const topics = discovery.topics.map((topic, at) => {
    const isCommon = (term: string): boolean => {
      const users = new Set<string>();
      discovery.topicOf.forEach((of, row) => {
        if (of === at && lowered[row]?.includes(term) === true) users.add(people[row] ?? NOBODY);
      });
      return users.size >= minPeople;
    };
    const terms = topic.terms.filter(isCommon);
    return { ...topic, terms, name: terms.slice(0, 3).join(', ') };
  });
  return { ...discovery, topics };
}
