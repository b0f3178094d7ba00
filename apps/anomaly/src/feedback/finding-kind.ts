import type { AnomalyDetected, IncidentChanged } from '@convoscope/contracts';
import { VIEW_NAMES, VIEWS, type Feature } from '../conversations/reference-scale.ts';

/** What people judge of findings: what is alike is judged together, and what is not is left alone. */
export interface JudgedFinding {
  /** Such as `latency/up`, `conversation/mood` or `rule/refunds-fail`. */
  kind: string;
  /** How far beyond its threshold it was: 1 is just beyond. */
  strength: number;
}

const up = (isUp: boolean): 'up' | 'down' => (isUp ? 'up' : 'down');

export const incidentKind = (metric: string, isUp: boolean): string => `${metric}/${up(isUp)}`;

/** Of an incident its metric and direction, whatever the slice; of one that a rule found, the rule. */
export function judgeIncident({ metric, observed, expected, score, rule }: IncidentChanged): JudgedFinding {
  const strength = Math.sqrt(score / Math.max(1 - score, Number.EPSILON));
  return { kind: rule ? `rule/${rule.name}` : incidentKind(metric, observed > expected), strength };
}

/** The view that the feature belongs to which made most of the score. */
export function conversationKind(contributions: readonly { feature: string }[]): string {
  const place = VIEWS.findIndex((view) => view.includes((contributions[0]?.feature ?? '') as Feature));
  return `conversation/${VIEW_NAMES[place] ?? 'several'}`;
}

/** A score of 1 - 2^-x is x times as far as the threshold. */
const strengthOfScore = (score: number): number => -Math.log2(Math.max(1 - score, Number.EPSILON));

export const judgeConversation = ({ contributions, score }: AnomalyDetected): JudgedFinding => ({
  kind: conversationKind(contributions),
  strength: strengthOfScore(score),
});
