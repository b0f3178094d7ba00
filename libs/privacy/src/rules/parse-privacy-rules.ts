import { LineCounter, parseDocument, type Document } from 'yaml';
import { privacyRulesSchema, type PrivacyRules } from './privacy-rules.ts';

/** What is wrong with privacy rules: a sentence for each fault, with its line. */
export class PrivacyRulesError extends Error {
  override readonly name = 'PrivacyRulesError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The rules of a YAML (or JSON) text. Throws PrivacyRulesError with every fault: the line, what is wrong there and how to mend it. */
export function parsePrivacyRules(text: string): PrivacyRules {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    throw new PrivacyRulesError(document.errors.map(({ message }) => message.split('\n')[0] ?? message));
  const parsed = privacyRulesSchema.safeParse(readValue(document) ?? {});
  if (parsed.success) return parsed.data;
  throw new PrivacyRulesError(parsed.error.issues.map((issue) => toSentence(issue, document, lines)));
}

/** Aliases that refer to themselves many times over are refused by the reader. */
function readValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (error) {
    throw new PrivacyRulesError([(error as Error).message]);
  }
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
}

function toSentence(
  { path: parts, message, keys = [] }: Issue,
  document: Document,
  lines: LineCounter,
): string {
  const path = parts.map((part) => (typeof part === 'number' ? part : String(part)));
  const [key] = keys;
  const place = lineOf(document, lines, key === undefined ? path : [...path, key]);
  const where = path.join('.') || 'the file';
  const what =
    key === undefined ? message : `has no setting "${keys.join('", "')}" (docs/privacy.md lists them)`;
  return `line ${place}: ${where}: ${what}`;
}

/** Of the nearest part that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
