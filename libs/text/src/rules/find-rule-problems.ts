import { RE2JS } from 're2js';
import type { RuleCondition, RuleProblem, TopicRule } from './rule.ts';

type Path = readonly (string | number)[];

const ASKS: readonly (keyof RuleCondition)[] = [
  ...(['keywords', 'matches', 'language', 'metadata', 'minCharacters'] as const),
  ...(['maxCharacters', 'role', 'all', 'any', 'not'] as const),
];

function expressionProblem(pattern: string): string | undefined {
  if (pattern === '') return 'an empty expression matches everything';
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return `"${pattern}" is no RE2 expression (${(error as Error).message}): RE2 knows neither back-references nor look-around`;
  }
}

function conditionProblems(condition: RuleCondition, path: Path): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const add = (field: string, message: string): void =>
    void problems.push({ path: [...path, field], message });
  if (ASKS.every((ask) => condition[ask] === undefined))
    problems.push({ path, message: `the condition asks for nothing: name one of ${ASKS.join(', ')}` });
  if (condition.keywords?.length === 0) add('keywords', 'the list is empty');
  condition.keywords?.forEach((keyword, at) => {
    if (!/[\p{L}\p{N}]/u.test(keyword))
      add('keywords', `keyword ${at + 1} ("${keyword}") has no letter and no digit`);
  });
  const wrong = condition.matches === undefined ? undefined : expressionProblem(condition.matches);
  if (wrong !== undefined) add('matches', wrong);
  const { minCharacters = 0, maxCharacters = Infinity } = condition;
  if (minCharacters > maxCharacters)
    add('minCharacters', `${minCharacters} is more than maxCharacters, ${maxCharacters}: no text fits`);
  if (condition.all?.length === 0) add('all', 'the list is empty');
  if (condition.any?.length === 0) add('any', 'the list is empty: nothing would fit');
  return [
    ...problems,
    ...(condition.all ?? []).flatMap((each, at) => conditionProblems(each, [...path, 'all', at])),
    ...(condition.any ?? []).flatMap((each, at) => conditionProblems(each, [...path, 'any', at])),
    ...(condition.not === undefined ? [] : conditionProblems(condition.not, [...path, 'not'])),
  ];
}

/** What is wrong with rules, each with its place in the list; empty when they can be compiled. */
export function findRuleProblems(rules: readonly TopicRule[], topics: ReadonlySet<string>): RuleProblem[] {
  const seen = new Set<string>();
  return rules.flatMap(({ id, topic, when }, at) => {
    const problems: RuleProblem[] = [];
    if (seen.has(id)) problems.push({ path: [at, 'id'], message: `rule id "${id}" occurs twice` });
    seen.add(id);
    if (!topics.has(topic))
      problems.push({
        path: [at, 'topic'],
        message: `rule "${id}" names the topic "${topic}", which is not in the taxonomy`,
      });
    return [...problems, ...conditionProblems(when, [at, 'when'])];
  });
}
