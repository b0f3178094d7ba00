import { createHash } from 'node:crypto';
import { canonicalJson, type Rule } from '@convoscope/contracts';
import { sliceOf, tellFiring, type Firing } from '@convoscope/measures';
import { nameTime } from '../incidents/tell-story.ts';
import type { IncidentContent } from '../incidents/to-incident.ts';
import { capitalised, words } from '../words.ts';

const PREFIX = 'rule/';

/** Incidents of rules carry the rule as their detector. */
export const isOfARule = (detector: string): boolean => detector.startsWith(PREFIX);
export const isOfRule = (detector: string, name: string): boolean => detector.startsWith(`${PREFIX}${name}@`);

/** A person said from where on it matters: it is as sure as it can be just there. */
const SURE = 0.9;
const OVER_AFTER_MS = 3_600_000;

export interface RuleContext {
  version: number;
  /** Up to here all hours are known. */
  untilMs: number;
  exampleConversationIds: readonly string[];
}

/** A firing as an incident beside those that nobody asked for. The same data and rule give the same words. */
export function toRuleIncident(rule: Rule, firing: Firing, context: RuleContext): IncidentContent {
  const { startedAt, endedAt, observed, expected } = firing;
  const slice = sliceOf(rule);
  const time = nameTime(Date.parse(startedAt), Date.parse(endedAt));
  const whose = [
    ...(rule.owner === undefined ? [] : [`Owner: ${rule.owner}.`]),
    ...(rule.runbook === undefined ? [] : [`What to do: ${rule.runbook}`]),
  ];
  const content = {
    incidentId: `${PREFIX}${rule.name}/${startedAt.slice(0, 13)}`,
    ...{ severity: rule.severity, startedAt, endedAt },
    isOver: context.untilMs - Date.parse(endedAt) >= OVER_AFTER_MS,
    ...{ metric: rule.metric, slice, observed, expected, score: SURE },
    title: rule.title ?? capitalised(words(rule.name)),
    story: [`${time}: ${lowerFirst(tellFiring(rule, firing))}`, ...whose].join(' '),
    causes: [],
    findings: [{ metric: rule.metric, slice, startedAt, endedAt, observed, expected }],
    nConversations: firing.nConversations,
    exampleConversationIds: [...context.exampleConversationIds],
    detector: `${PREFIX}${rule.name}@${context.version}`,
    rule: {
      ...{ name: rule.name, version: context.version },
      ...{ owner: rule.owner ?? null, runbook: rule.runbook ?? null },
    },
  };
  const revision = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32);
  return { ...content, revision };
}

const lowerFirst = (text: string): string => text.replace(/^./u, (letter) => letter.toLowerCase());
