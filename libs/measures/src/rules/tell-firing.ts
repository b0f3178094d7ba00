import type { Rule, RuleMetric } from '@convoscope/contracts';
import type { Firing } from './evaluate-rule.ts';
import { sliceOf } from './rule-series.ts';

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
const plain = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');

const VALUES: Readonly<Record<RuleMetric, (value: number) => string>> = {
  volume: (value) => `${plain(value)} conversation${value === 1 ? '' : 's'}`,
  'error-rate': percent,
  'refusal-rate': percent,
  'unusual-rate': percent,
  sentiment: (value) => value.toFixed(2),
  quality: (value) => value.toFixed(2),
  latency: (value) => `${plain(value)} s`,
  length: (value) => `${plain(value)} messages`,
};

const PHRASES: Readonly<Record<RuleMetric, (value: string) => string>> = {
  volume: (value) => `there ${value.startsWith('1 ') ? 'was' : 'were'} ${value}`,
  'error-rate': (value) => `${value} of the conversations had a failing answer`,
  'refusal-rate': (value) => `${value} of the conversations had an answer that refused`,
  'unusual-rate': (value) => `${value} of the conversations were unusual`,
  sentiment: (value) => `sentiment was ${value}`,
  quality: (value) => `quality was ${value}`,
  latency: (value) => `answers took ${value} on average`,
  length: (value) => `conversations had ${value} on average`,
};

const PLACES = { topic: 'about', language: 'in', model: 'with model', source: 'from' } as const;

function placeOf(rule: Rule): string {
  const { dimension, label } = sliceOf(rule);
  if (dimension === 'all') return '';
  const named = dimension === 'topic' ? label.replaceAll(/[_-]+/g, ' ') : label;
  return ` ${PLACES[dimension]} ${named}`;
}

const spanOf = (span: string): string => {
  const n = Number(span.slice(0, -1));
  const unit = span.endsWith('d') ? 'day' : 'hour';
  return n === 1 ? `one ${unit}` : `${n} ${unit}s`;
};

function limitOf({ metric, condition }: Rule, expected: number): string {
  const value = VALUES[metric](expected);
  if (condition.above !== undefined) return `the rule allows at most ${value}`;
  if (condition.below !== undefined) return `the rule asks for at least ${value}`;
  if (condition.absent) return 'the rule asks for one at least';
  if (condition.change) return `${spanOf(condition.change.than)} before it was ${value}`;
  return `${value} is usual at these hours`;
}

/** What a firing says, in one sentence without its time. */
export function tellFiring(rule: Rule, { observed, expected }: Firing): string {
  const what = PHRASES[rule.metric](VALUES[rule.metric](observed));
  return `Within ${spanOf(rule.window)} ${what}${placeOf(rule)}; ${limitOf(rule, expected)}.`;
}
