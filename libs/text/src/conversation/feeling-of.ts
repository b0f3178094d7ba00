import type { Intent } from '../intents/intent.ts';
import type { SentimentResult } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';

/** Wanting something done or explained: kind words in it describe what is wanted, not how its writer feels. */
const REQUESTS: ReadonlySet<Intent> = new Set([
  'information_seeking',
  'how_to',
  'recommendation',
  'content_creation',
  'code_help',
  'task_request',
  'account_action',
  'reply',
  'bug_report',
  'cancellation',
  'refund_request',
]);
/** Texts to be made or mended: what is in them, good or bad, is their matter. */
const OF_TEXTS: ReadonlySet<Intent> = new Set(['content_creation', 'code_help']);
/** What politeness demands is no joy. */
const POLITE = new Set(
  'please thanks thank thx hello hi dear welcome help like best kindly regards appreciate appreciated want danke bitte gerne merci bonjour gracias hola grazie ciao obrigado obrigada olá dank bedankt dziękuję proszę cześć спасибо děkuji prosím tack teşekkürler'.split(
    ' ',
  ),
);
/** Of a feeling that is only worded, not felt, so much is left: it stays below the border of neutral. */
const DAMPED = 0.2;

function showsJoy(tokens: readonly Token[], evidence: readonly string[]): boolean {
  return tokens.some(
    ({ kind, text }) => (kind === 'emoji' || kind === 'emoticon') && evidence.includes(text),
  );
}

/** An error in code is no sorrow, unless its owner shouts. */
const isLoud = (tokens: readonly Token[]): boolean =>
  tokens.some(({ kind, norm }) => kind === 'emoji' || kind === 'emoticon' || norm.startsWith('!'));

const damp = (sentiment: SentimentResult): SentimentResult => ({
  ...sentiment,
  label: 'neutral',
  score: sentiment.score * DAMPED,
  confidence: 0.6,
});

/**
 * How the writer of a message feels, given what its words say and what it is for. Praise in a request is its matter ("the best
 * laptop"), polite formulas are neither joy nor sorrow, and a story's grief is not its author's.
 */
export function feelingOf(
  worded: SentimentResult,
  tokens: readonly Token[],
  intent: Intent,
  holdsCode = false,
): SentimentResult {
  if (worded.label === 'neutral') return worded;
  if (OF_TEXTS.has(intent) || (holdsCode && !isLoud(tokens))) return damp(worded);
  if (worded.label === 'negative') return worded;
  const isPolite = worded.evidence.every((term) => POLITE.has(term));
  if (isPolite || (REQUESTS.has(intent) && !showsJoy(tokens, worded.evidence))) return damp(worded);
  return worded;
}
