import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** What a file that people wrote says, or a sentence for each fault in it: the line, what is wrong there and how to mend it. */
export type ReadYaml<T> =
  { readonly value: T; readonly problems: null } | { readonly problems: readonly string[] };

/** Reads a YAML (or JSON) text by its schema; an empty one is `{}`. `page`: the page of the documentation that lists what may stand there. */
export function readYaml<S extends z.ZodType>(text: string, schema: S, page: string): ReadYaml<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return { problems: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  const read = readValue(document);
  if (read.problem !== null) return { problems: [read.problem] };
  const parsed = schema.safeParse(read.value ?? {});
  return parsed.success
    ? { value: parsed.data, problems: null }
    : { problems: parsed.error.issues.map((issue) => toSentence(issue, { document, lines, page })) };
}

/** Aliases that refer to themselves many times over are refused by the reader. */
function readValue(document: Document): { value: unknown; problem: string | null } {
  try {
    return { value: document.toJS({ maxAliasCount: 20 }) as unknown, problem: null };
  } catch (error) {
    return { value: null, problem: (error as Error).message };
  }
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
}

interface Read {
  document: Document;
  lines: LineCounter;
  page: string;
}

function toSentence({ path: parts, message, keys = [] }: Issue, read: Read): string {
  const path = parts.map((part) => (typeof part === 'number' ? part : String(part)));
  const [key] = keys;
  const place = lineOf(read, key === undefined ? path : [...path, key]);
  const where = path.join('.') || 'the file';
  const what =
    key === undefined ? message : `has no setting "${keys.join('", "')}" (${read.page} lists them)`;
  return `line ${place}: ${where}: ${what}`;
}

/** Of the nearest part that is there. */
function lineOf({ document, lines }: Read, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
