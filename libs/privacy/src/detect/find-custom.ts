import { RE2JS } from 're2js';
import { CUSTOM_PREFIX, type Finder, type PersonalSpan } from './personal-span.ts';

/** An expression of one's own. It runs on RE2, in time linear in the text. */
export interface CustomExpression {
  readonly name: string;
  readonly matches: string;
}

/** Throws where the expression is none. A match of nothing is passed over. */
export function createCustomFinder({ name, matches }: CustomExpression): Finder {
  const expression = RE2JS.compile(matches);
  return (text) => {
    const spans: PersonalSpan[] = [];
    const matcher = expression.matcher(text);
    while (matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()];
      if (end > start)
        spans.push({ kind: CUSTOM_PREFIX + name, start, end, canonical: text.slice(start, end) });
    }
    return spans;
  };
}
