import type { Bus } from '@convoscope/bus';
import { allTopics } from '@convoscope/contracts';

/** What conversations travel by. */
const topicsOfConversations = allTopics.filter(({ key }) => key === 'conversation id');

/** How old what some stage has still to process is, at the most: what changed since may not stand everywhere yet. */
export async function behindMs(bus: Pick<Bus, 'timeLags'>): Promise<number> {
  const lags = await Promise.all(topicsOfConversations.map((topic) => bus.timeLags(topic.readBy, [topic])));
  return Math.max(0, ...lags.flat().map(({ timeLagMs }) => timeLagMs));
}
