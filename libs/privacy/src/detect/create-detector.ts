import { findAddresses } from './find-addresses.ts';
import { findCards } from './find-cards.ts';
import { createCustomFinder, type CustomExpression } from './find-custom.ts';
import { findEmails } from './find-emails.ts';
import { findIbans } from './find-ibans.ts';
import { findIps } from './find-ips.ts';
import { findNames } from './find-names.ts';
import { findNationalIds } from './find-national-ids.ts';
import { findPhones } from './find-phones.ts';
import {
  CUSTOM_PREFIX,
  PERSONAL_KINDS,
  type Finder,
  type PersonalKind,
  type PersonalSpan,
} from './personal-span.ts';

const FINDERS: Readonly<Record<PersonalKind, Finder>> = {
  card: findCards,
  iban: findIbans,
  'national-id': findNationalIds,
  email: findEmails,
  ip: findIps,
  phone: findPhones,
  address: findAddresses,
  name: findNames,
};

/** Own expressions first, then what a check digit proves, then what is a guess. */
const rankOf = (kind: string): number =>
  kind.startsWith(CUSTOM_PREFIX) ? -1 : PERSONAL_KINDS.indexOf(kind as PersonalKind);

/** Spans that do not overlap, in order: of two that do, the surer kind, then the longer. */
export function withoutOverlaps(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const ranked = [...spans].sort(
    (a, b) => rankOf(a.kind) - rankOf(b.kind) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Uint8Array(spans.reduce((longest, { end }) => Math.max(longest, end), 0));
  const kept = ranked.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * Finds personal data of the wanted kinds in a text. Input: any text; output: spans in order, none over another. Cost: linear in the text
 * (100,000 characters of whatever in some ten milliseconds). By rules: what is not written in a known way is not found.
 */
export function createDetector(
  kinds: readonly PersonalKind[] = PERSONAL_KINDS,
  custom: readonly CustomExpression[] = [],
): Finder {
  const finders = [...custom.map(createCustomFinder), ...kinds.map((kind) => FINDERS[kind])];
  return (text) => withoutOverlaps(finders.flatMap((find) => find(text)));
}
