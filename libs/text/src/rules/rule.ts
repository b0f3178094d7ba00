/** What a rule asks of a message; all that is named must hold. */
export interface RuleCondition {
  /** Any of these words or phrases; `*` at the end stands for any ending. */
  readonly keywords?: readonly string[];
  /** An RE2 expression that is found somewhere in the text; `(?i)` in front ignores case. */
  readonly matches?: string;
  /** ISO 639-1. */
  readonly language?: string | readonly string[];
  /** Facts about the conversation, such as its model: each named one has one of the values. */
  readonly metadata?: Readonly<Record<string, string | readonly string[]>>;
  readonly minCharacters?: number;
  readonly maxCharacters?: number;
  /** Who says it. Default: the user. */
  readonly role?: RuleRole;
  readonly all?: readonly RuleCondition[];
  readonly any?: readonly RuleCondition[];
  readonly not?: RuleCondition;
}

export type RuleRole = 'user' | 'assistant' | 'system' | 'tool';

/** Says which topic a conversation has, over what was learned. */
export interface TopicRule {
  readonly id: string;
  readonly topic: string;
  /** The highest wins; of equals the first. Default 0. */
  readonly priority?: number;
  readonly when: RuleCondition;
  /** Why, for people who ask. */
  readonly because?: string;
}

/** What a rule looks at. */
export interface RuleMessage {
  readonly text: string;
  readonly role: RuleRole;
  readonly language?: string | undefined;
  readonly metadata?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A rule that holds for a message. */
export interface RuleHit {
  readonly rule: string;
  readonly topic: string;
  readonly priority: number;
  /** What held, in words. */
  readonly explanation: string;
}

/** A fault of a rule and where it is, as a path into the list of rules. */
export interface RuleProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
