import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** What is wrong with a text that people wrote: a sentence for each fault, with its line and how to mend it. */
export class YamlFaults extends Error {
  override readonly name = 'YamlFaults';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export interface YamlKind {
  /** What it is, such as `the template`. */
  what: string;
  /** Where its settings are listed. */
  docs: string;
}

type Path = readonly (string | number)[];

/**
 * What a YAML (or JSON) text says, by a schema. Throws `YamlFaults` with every fault of the text: its line, what is wrong there and how to
 * mend it. Aliases that refer to themselves many times over are refused.
 */
export function readYaml<T>(text: string, schema: z.ZodType<T>, kind: YamlKind): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    throw new YamlFaults(document.errors.map(({ message }) => message.split('\n')[0] ?? message));
  const parsed = schema.safeParse(valueOf(document));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => toSentence(issue, document, lines, kind));
  throw new YamlFaults(problems.sort((a, b) => Number.parseInt(a.slice(5)) - Number.parseInt(b.slice(5))));
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (error) {
    throw new YamlFaults([(error as Error).message]);
  }
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
  code: string;
  keys?: readonly string[];
}

function toSentence(issue: Issue, document: Document, lines: LineCounter, { what, docs }: YamlKind): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const [key, ...others] = issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [];
  const line = lineOf(document, lines, key === undefined ? path : [...path, key]);
  const where = path.length === 0 ? what : path.join('.');
  if (key !== undefined)
    return `line ${line}: ${[key, ...others].join(', ')}: ${where} has no such setting; take it out, or see the list in ${docs}`;
  const isMissing = path.length > 0 && document.getIn(path) === undefined;
  return `line ${line}: ${where}${isMissing ? ' is missing' : ''}: ${issue.message}`;
}

/** Of the nearest part that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
