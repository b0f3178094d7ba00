import { ruleSchema, type Rule, isRecord } from '@convoscope/contracts';
import { LineCounter, parseDocument, type Document } from 'yaml';

/** What is wrong with rules, and where: as many sentences as there are faults. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Path = readonly (string | number)[];

const MOST_RULES = 500;

/**
 * The rules of a YAML (or JSON) text: one rule, or several under `rules:`. Throws RuleError with every fault of the text, each with its line, what is wrong
 * there and how to mend it.
 */
export function parseRules(text: string): Rule[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors.map(({ message }) => message.split('\n')[0] ?? message);
  if (broken.length > 0) throw new RuleError(broken);
  const value = readValue(document);
  const isList = isRecord(value) && 'rules' in value;
  if (isList && Object.keys(value).length > 1)
    throw new RuleError([
      `line 1: beside "rules:" nothing else may stand; move ${Object.keys(value)
        .filter((key) => key !== 'rules')
        .join(', ')} into a rule`,
    ]);
  const given = isList ? value['rules'] : [value];
  if (!Array.isArray(given) || given.length === 0)
    throw new RuleError(['"rules:" holds no rule: write "rules:" and under it "- name: …" for each']);
  if (given.length > MOST_RULES)
    throw new RuleError([`${given.length} rules are too many at one time: at most ${MOST_RULES}`]);
  const problems: string[] = [];
  const rules = given.flatMap((one: unknown, i): Rule[] => {
    const place: Path = isList ? ['rules', i] : [];
    const parsed = ruleSchema.safeParse(one);
    if (parsed.success) return [parsed.data];
    problems.push(...parsed.error.issues.map((issue) => toSentence(issue, place, document, lines)));
    return [];
  });
  problems.push(...findDoubles(rules));
  if (problems.length > 0) throw new RuleError(problems);
  return rules;
}

/** Aliases that refer to themselves many times over are refused by the reader. */
function readValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (error) {
    throw new RuleError([(error as Error).message]);
  }
}

function findDoubles(rules: readonly Rule[]): string[] {
  const byName = Map.groupBy(rules, ({ name }) => name);
  return [...byName]
    .filter(([, ofName]) => ofName.length > 1)
    .map(([name, ofName]) => `${ofName.length} rules are called ${name}: give each a name of its own`);
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
  code: string;
  keys?: readonly string[];
}

function toSentence(issue: Issue, place: Path, document: Document, lines: LineCounter): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const unknown = issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [];
  const [key] = unknown;
  const at = lineOf(document, lines, [...place, ...path, ...(key === undefined ? [] : [key])]);
  const where = path.join('.') || 'the rule';
  if (unknown.length > 0)
    return `${at}${unknown.join(', ')}: ${where} has no such setting; see the list in docs/rules.md`;
  const isMissing = document.getIn([...place, ...path]) === undefined;
  return `${at}${where}${isMissing ? ' is missing' : ''}: ${issue.message}`;
}

/** `line 7: `, of the nearest part that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): string {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    if (range) return `line ${lines.linePos(range[0]).line}: `;
  }
  return '';
}
