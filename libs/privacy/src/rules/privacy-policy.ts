import { createHash, createHmac } from 'node:crypto';
import { createDetector } from '../detect/create-detector.ts';
import { CUSTOM_PREFIX, PERSONAL_KINDS, type Finder, type PersonalKind } from '../detect/personal-span.ts';
import type { PrivacyAction, PrivacyRule, PrivacyRules } from './privacy-rules.ts';

/** A text with its personal data treated, and how many pieces were changed by kind. */
export interface TreatedText {
  /** Null: the whole of it was dropped. */
  readonly text: string | null;
  readonly changed: ReadonlyMap<string, number>;
}

/** What becomes of the personal data of one source of one tenant. */
export interface SourcePrivacy {
  /** Changes with everything that changes what is stored: rules, key and detectors. */
  readonly version: string;
  /** `field` as rules name it: `userId`, `metadata.<column>`, `messages.<role>`, ... */
  treat(field: string, text: string): TreatedText;
  /** The same on a text about a row (a reason why it was refused): what is acted on anywhere is masked here. */
  mask(text: string): string;
  /** A sample of a row's cells: only its shape, as what is cut off in the middle is not found by how it looks. */
  shape(sample: string): string;
}

/** Raised when the detectors find other things in the same text: what is stored is then made anew. */
const DETECTOR_VERSION = 1;
const PSEUDONYM_DIGITS = 12;

/** A name for personal data that is the same wherever the same tenant has the same data, and says nothing of it without the key. */
function pseudonymOf(key: Buffer, kind: string, canonical: string): string {
  const digest = createHmac('sha256', key).update(`${kind}\n${canonical}`).digest('hex');
  return `[${labelOf(kind)}:${digest.slice(0, PSEUDONYM_DIGITS)}]`;
}

const labelOf = (kind: string): string => kind.replace(CUSTOM_PREFIX, '');

interface FieldPolicy {
  readonly whole: PrivacyAction | undefined;
  readonly actions: ReadonlyMap<string, PrivacyAction>;
  readonly find: Finder;
}

const isAbout = (rule: string, field: string): boolean =>
  rule === '*' || rule === field || field.startsWith(`${rule}.`);

const UNTOUCHED: ReadonlyMap<string, number> = new Map();

class CompiledPrivacy implements SourcePrivacy {
  readonly version: string;
  readonly #rules: readonly PrivacyRule[];
  readonly #custom: PrivacyRules['custom'];
  readonly #key: Buffer;
  readonly #fields = new Map<string, FieldPolicy>();

  constructor(rules: readonly PrivacyRule[], custom: PrivacyRules['custom'], key: Buffer) {
    this.#rules = rules;
    this.#custom = custom;
    this.#key = key;
    const parts = JSON.stringify([
      DETECTOR_VERSION,
      rules,
      custom,
      createHmac('sha256', key).update('version').digest('hex'),
    ]);
    this.version = createHash('sha256').update(parts).digest('hex').slice(0, 16);
  }

  treat(field: string, text: string): TreatedText {
    const { whole, actions, find } = this.#policyOf(field);
    if (whole !== undefined && whole !== 'keep') return this.#treatWhole(field, text, whole);
    if (whole === 'keep' || actions.size === 0) return { text, changed: UNTOUCHED };
    return this.#replace(text, find, (kind) => {
      const action = actions.get(kind) ?? 'keep';
      // Masked, all users would be one.
      return field === 'userId' && action === 'mask' ? 'pseudonymise' : action;
    });
  }

  mask(text: string): string {
    return this.#replace(text, this.#policyOf('').find, () => 'mask').text ?? '';
  }

  shape(sample: string): string {
    return sample.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0');
  }

  #treatWhole(field: string, text: string, action: PrivacyAction): TreatedText {
    const name = field.split('.')[0] ?? field;
    // What has become a pseudonym already (sent on by one who applied the same rules) stays what it is.
    if (text === '' || new RegExp(`^\\[${name}(?::[0-9a-f]{${PSEUDONYM_DIGITS}})?\\]$`).test(text))
      return { text, changed: UNTOUCHED };
    const changed = new Map([[name, 1]]);
    if (action === 'drop') return { text: null, changed };
    return {
      text: action === 'mask' && name !== 'userId' ? `[${name}]` : pseudonymOf(this.#key, name, text),
      changed,
    };
  }

  #replace(
    text: string,
    find: Finder,
    actionOf: (kind: string) => PrivacyAction,
  ): TreatedText & { text: string } {
    const spans = find(text);
    if (spans.length === 0) return { text, changed: UNTOUCHED };
    const changed = new Map<string, number>();
    const parts: string[] = [];
    let at = 0;
    for (const { kind, start, end, canonical } of spans) {
      const action = actionOf(kind);
      if (action === 'keep') continue;
      parts.push(text.slice(at, start));
      if (action === 'mask') parts.push(`[${labelOf(kind)}]`);
      if (action === 'pseudonymise') parts.push(pseudonymOf(this.#key, kind, canonical));
      changed.set(kind, (changed.get(kind) ?? 0) + 1);
      at = end;
    }
    return { text: parts.join('') + text.slice(at), changed };
  }

  /** Of `''`: everything that is acted on in any field. */
  #policyOf(field: string): FieldPolicy {
    const known = this.#fields.get(field);
    if (known !== undefined) return known;
    let whole: PrivacyAction | undefined;
    const actions = new Map<string, PrivacyAction>();
    for (const rule of this.#rules) {
      if (field !== '' && !isAbout(rule.field, field)) continue;
      whole = rule.whole ?? whole;
      for (const [kind, action] of Object.entries(rule.actions))
        if (field !== '' || action !== 'keep') actions.set(kind, action);
    }
    const acted = [...actions].filter(([, action]) => action !== 'keep').map(([kind]) => kind);
    const kinds =
      field === '' && whole !== undefined
        ? [...PERSONAL_KINDS]
        : PERSONAL_KINDS.filter((kind) => acted.includes(kind));
    const custom = this.#custom.filter(({ name }) => acted.includes(CUSTOM_PREFIX + name));
    const policy = { whole, actions, find: createDetector(kinds satisfies PersonalKind[], custom) };
    this.#fields.set(field, policy);
    return policy;
  }
}

const asksForKey = ({ actions, whole, field }: PrivacyRule): boolean =>
  whole === 'pseudonymise' ||
  (whole === 'mask' && field === 'userId') ||
  Object.values(actions).some((action) => action === 'pseudonymise' || action === 'mask');

/**
 * The rules of one source of one tenant, made ready. Null where none is about it: then nothing is looked for and nothing changes. Pseudonyms come of
 * HMAC-SHA256 under a key of the tenant, derived from `key`: the same data has the same pseudonym in all of a tenant's sources, and another one in
 * another tenant. Throws RangeError where a pseudonym may be needed and the key has less than 32 characters.
 */
export function compilePrivacy(
  rules: PrivacyRules,
  of: { tenant: string; source: string; key: string },
): SourcePrivacy | null {
  const own = rules.rules.filter(
    ({ tenant, source }) =>
      (tenant === '*' || tenant === of.tenant) && (source === '*' || source === of.source),
  );
  if (own.length === 0) return null;
  if (of.key.length < MIN_KEY_CHARACTERS && own.some(asksForKey))
    throw new RangeError(`pseudonyms need a key of at least ${MIN_KEY_CHARACTERS} characters`);
  const key = createHmac('sha256', of.key).update(`tenant\n${of.tenant}`).digest();
  return new CompiledPrivacy(own, rules.custom, key);
}

const MIN_KEY_CHARACTERS = 32;
