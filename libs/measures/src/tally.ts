import type { MeasuredConversation, MeasureFigures } from '@convoscope/store';
import {
  addDistribution,
  addSum,
  addToDistribution,
  addToSum,
  createDistribution,
  createSum,
  toDistribution,
  toSum,
} from './distribution.ts';
import { addHashedUser, addUserSketch, createUserSet, toUserSketch } from './user-sketch.ts';

const COUNTS = [
  ...['nConversations', 'nMessages', 'nUserMessages', 'nAnswers', 'nErrors', 'nWithLanguage'],
  ...['nUntranslated', 'nCategorised', 'nWithErrors', 'nRefused', 'nScored', 'nAnomalous'],
] as const;
const SUMS = ['sentiment', 'quality'] as const;
const DISTRIBUTIONS = ['latencySeconds', 'durationSeconds', 'turns', 'characters'] as const;

type Count = Extract<
  keyof MeasureFigures,
  | 'nConversations'
  | 'nMessages'
  | 'nUserMessages'
  | 'nAnswers'
  | 'nErrors'
  | 'nWithLanguage'
  | 'nUntranslated'
  | 'nCategorised'
  | 'nWithErrors'
  | 'nRefused'
  | 'nScored'
  | 'nAnomalous'
>;

/** The issue that says the assistant refused. */
const REFUSAL = 'refusal';

/** Figures while they are added up. */
export const createTally = () => ({
  counts: Object.fromEntries(COUNTS.map((name) => [name, 0])) as Record<Count, number>,
  issues: new Map<string, number>(),
  ...{ sentiment: createSum(), quality: createSum() },
  ...{ latencySeconds: createDistribution(), durationSeconds: createDistribution() },
  ...{ turns: createDistribution(), characters: createDistribution() },
  users: createUserSet(),
  /** Conversations by user; null where nobody asks for them. */
  topUsers: null as Map<string, number> | null,
});
export type Tally = ReturnType<typeof createTally>;

function addCategory(tally: Tally, row: MeasuredConversation): void {
  const { counts } = tally;
  const { category } = row;
  if (category === null) return;
  counts.nCategorised += 1;
  counts.nErrors += category.nErrors;
  // Rows of an older version do not say how many answers there were.
  counts.nAnswers += category.nAnswers ?? Math.max(0, row.nMessages - row.nUserMessages);
  if (category.nErrors > 0) counts.nWithErrors += 1;
  if (category.qualityIssues.includes(REFUSAL)) counts.nRefused += 1;
  for (const issue of new Set(category.qualityIssues))
    tally.issues.set(issue, (tally.issues.get(issue) ?? 0) + 1);
  addToSum(tally.sentiment, category.sentimentScore);
  addToSum(tally.quality, category.quality);
  if (category.meanLatencySeconds !== null)
    addToDistribution(tally.latencySeconds, category.meanLatencySeconds);
}

/** Counts one conversation; `userHash` is that of its user, null where nobody is named. */
export function addConversation(tally: Tally, row: MeasuredConversation, userHash: string | null): void {
  const { counts } = tally;
  counts.nConversations += 1;
  counts.nMessages += row.nMessages;
  counts.nUserMessages += row.nUserMessages;
  if (row.language !== null) counts.nWithLanguage += 1;
  if (row.language?.translationStatus === 'untranslated') counts.nUntranslated += 1;
  if (row.anomaly !== null) counts.nScored += 1;
  if (row.anomaly?.isAnomalous === true) counts.nAnomalous += 1;
  addToDistribution(tally.durationSeconds, row.durationSeconds);
  addToDistribution(tally.turns, row.nMessages);
  addToDistribution(tally.characters, row.nCharacters);
  addCategory(tally, row);
  if (userHash !== null) addHashedUser(tally.users, userHash);
}

/** Adds figures that were measured before. */
export function addFigures(tally: Tally, figures: MeasureFigures): void {
  for (const name of COUNTS as readonly Count[]) tally.counts[name] += figures[name];
  for (const name of SUMS) addSum(tally[name], figures[name]);
  for (const name of DISTRIBUTIONS) addDistribution(tally[name], figures[name]);
  for (const [issue, n] of figures.issues) tally.issues.set(issue, (tally.issues.get(issue) ?? 0) + n);
  addUserSketch(tally.users, figures.users);
  for (const [userId, n] of figures.topUsers ?? []) addUser(tally, userId, n);
}

/** Counts conversations of a user among those of the most active. */
export function addUser(tally: Tally, userId: string, n: number): void {
  tally.topUsers ??= new Map();
  tally.topUsers.set(userId, (tally.topUsers.get(userId) ?? 0) + n);
}

const MAX_TOP_USERS = 300;

const toTopUsers = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort((a, b) => b[1] - a[1] || byText(a, b)).slice(0, MAX_TOP_USERS);

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

export const toFigures = (tally: Tally): MeasureFigures => ({
  ...tally.counts,
  issues: [...tally.issues].sort(byText),
  ...{ sentiment: toSum(tally.sentiment), quality: toSum(tally.quality) },
  latencySeconds: toDistribution(tally.latencySeconds),
  durationSeconds: toDistribution(tally.durationSeconds),
  ...{ turns: toDistribution(tally.turns), characters: toDistribution(tally.characters) },
  users: toUserSketch(tally.users),
  ...(tally.topUsers !== null && { topUsers: toTopUsers(tally.topUsers) }),
});
