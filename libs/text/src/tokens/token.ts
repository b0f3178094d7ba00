export type TokenKind =
  'word' | 'number' | 'url' | 'email' | 'mention' | 'hashtag' | 'emoji' | 'emoticon' | 'punctuation';

/** One token of a text. `start` and `end` are UTF-16 offsets into the text that was tokenised. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** Lower case, straight apostrophes; `<url>`, `<email>`, `<mention>` and `<number>` for those kinds. */
  readonly norm: string;
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Whether a negation ("not", "nicht", "ne … pas", …) covers this token. */
  readonly negated: boolean;
}

/** A token while it is being built: the only place where `negated` may still change. */
export type MutableToken = { -readonly [K in keyof Token]: Token[K] };
