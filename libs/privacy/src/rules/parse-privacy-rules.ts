import { readYaml } from '../yaml/read-yaml.ts';
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
  const read = readYaml(text, privacyRulesSchema, 'docs/privacy.md');
  if (read.problems !== null) throw new PrivacyRulesError(read.problems);
  return read.value;
}
