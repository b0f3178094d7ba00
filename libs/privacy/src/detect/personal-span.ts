/** What kinds of personal data are found without being told how they look. */
export const PERSONAL_KINDS = [
  'iban',
  'card',
  'national-id',
  'email',
  'ip',
  'phone',
  'address',
  'name',
] as const;

export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Kinds of one's own expressions begin so: `custom:order-number`. */
export const CUSTOM_PREFIX = 'custom:';

/** Personal data in a text: from `start` up to, not with, `end`, in UTF-16 code units. */
export interface PersonalSpan {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** The same for all ways to write the same thing: what a pseudonym is made of. */
  readonly canonical: string;
}

/** Finds what is of one kind. Every finder takes time linear in the text, whatever the text. */
export type Finder = (text: string) => PersonalSpan[];
