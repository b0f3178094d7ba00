import type { AnalyticsSection } from '@convoscope/store';

const TOPICS = ['billing', 'account-access', 'delivery', 'technical-problem', 'product-question', 'feedback'];
const INTENTS = ['request-help', 'complain', 'ask-information', 'report-problem'];
const MODELS = ['aurora-2', 'aurora-2-mini', 'borealis-1', 'nova-next'];
const LANGUAGES = ['en', 'en', 'en', 'de', 'es', 'fr'];
const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
const WORDS = [
  'parcel',
  'invoice',
  'password',
  'refund',
  'screen',
  'plan',
  'order',
  'crash',
  'update',
  'letter',
];

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);
/** The last of so many days. */
export const lastDayOf = (nDays: number): string =>
  new Date(FIRST_DAY + (nDays - 1) * DAY_MS).toISOString().slice(0, 10);

export interface History {
  n: number;
  /** The same stretch of time whatever the number: what grows is how much there is of each day. */
  nDays: number;
}

/** A number in [0, 1) that follows from two numbers alone: rows can be made in any order, and anew. */
function hashed(i: number, salt: number): number {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

const pick = <T>(from: readonly T[], at: number): T => from[Math.floor(at * from.length)] as T;

/** Everything known of one conversation of `n`, spread over the days in order of time. Few users have many conversations, many have few. */
export function sectionsOf(i: number, { n, nDays }: History): AnalyticsSection[] {
  const startedAtMs = FIRST_DAY + Math.floor(((i + hashed(i, 0)) / n) * nDays * DAY_MS);
  const startedAt = new Date(startedAtMs).toISOString();
  const nMessages = 2 + Math.floor(hashed(i, 1) * 10);
  const conversationId = `c-${String(i).padStart(8, '0')}`;
  const version = { sequence: 1, pass: 0 };
  const mood = hashed(i, 2);
  const score = hashed(i, 3);
  const nUsers = Math.max(10, n / 5);
  return [
    {
      section: 'conversation',
      value: {
        ...{ conversationId, source: 'growth', revision: i.toString(16).padStart(32, '0'), ...version },
        ...{ startedAt, endedAt: new Date(startedAtMs + nMessages * 40_000).toISOString() },
        userId: `user-${Math.floor(hashed(i, 4) ** 2 * nUsers)}`,
        model: pick(MODELS, hashed(i, 5)),
        ...{ nMessages, date: startedAt.slice(0, 10), nUserMessages: Math.ceil(nMessages / 2) },
        title: `About my ${pick(WORDS, hashed(i, 6))} and the ${pick(WORDS, hashed(i, 7))} ${i}`,
        ...{ nCharacters: nMessages * 90, durationSeconds: nMessages * 40 },
      },
    },
    {
      section: 'language',
      conversationId,
      value: {
        ...version,
        ...{ code: pick(LANGUAGES, hashed(i, 8)), confidence: 0.9, translationStatus: 'same-language' },
      },
    },
    {
      section: 'category',
      conversationId,
      value: {
        ...version,
        ...{ topic: pick(TOPICS, hashed(i, 9)), topicConfidence: 0.8, intent: pick(INTENTS, hashed(i, 10)) },
        ...{ sentiment: pick(SENTIMENTS, mood), sentimentScore: mood * 2 - 1, quality: hashed(i, 11) },
        ...{ qualityIssues: score > 0.9 ? ['unresolved'] : [], nErrors: score > 0.95 ? 1 : 0 },
        ...{ nAnswers: Math.floor(nMessages / 2), meanLatencySeconds: 1 + hashed(i, 12) * 5 },
        taxonomyVersion: '1',
      },
    },
    {
      section: 'anomaly',
      conversationId,
      value: { ...version, score, isAnomalous: score > 0.98, topFeature: 'sentiment' },
    },
  ];
}
