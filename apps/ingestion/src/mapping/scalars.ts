import { isDeeperThan, MAX_DEPTH } from '@convoscope/tables';

/** Metadata texts are cut here: metadata is for filtering, not for documents. */
const METADATA_MAX_CHARACTERS = 2_000;

/** Scalars stay; a list of scalars becomes "a, b"; anything else its JSON. Empty becomes null. */
export function toScalar(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value) && value.length === 0) return null;
  return textOf(value).slice(0, METADATA_MAX_CHARACTERS);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  const isFlat = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  if (isFlat) return (value as unknown[]).join(', ');
  return isDeeperThan(value as object, MAX_DEPTH) ? '(nested too deep)' : JSON.stringify(value);
}

/** A text or a number as text without blanks around it; null where there is none. */
export function textOrNull(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

const MODEL_KEYS = ['name', 'id', 'model', 'model_name', 'slug', 'displayName'];

/** A model's name: of an object the one in it. Null where there is none. */
export function nameOf(value: unknown): string | null {
  const text = textOrNull(value);
  if (text !== null || typeof value !== 'object' || value === null || Array.isArray(value)) return text;
  const record = value as Record<string, unknown>;
  return MODEL_KEYS.map((key) => textOrNull(record[key])).find((name) => name !== null) ?? null;
}

/** A title, or the texts of a list as one. */
export function titleOf(value: unknown): string | null {
  if (!Array.isArray(value)) return textOrNull(value);
  const texts = value.map(textOrNull);
  return texts.length > 0 && texts.every((text) => text !== null) ? texts.join(', ') : null;
}

/** What identifies a person in an object, best first. */
const PERSON_KEYS = [
  'id',
  '_id',
  'user_id',
  'userId',
  'uid',
  'email',
  'username',
  'login',
  'name',
  'display_name',
];
const MAX_PEOPLE = 5;

/** A user's id: of an object its id, e-mail or name; of a list (NocoDB's user columns) those of its members. Null where there is none. */
export function userIdOf(value: unknown): string | null {
  const text = textOrNull(value);
  if (text !== null || typeof value !== 'object' || value === null) return text;
  if (Array.isArray(value)) {
    const ids = value.slice(0, MAX_PEOPLE).map((member) => (Array.isArray(member) ? null : userIdOf(member)));
    const known = ids.filter((id) => id !== null);
    return known.length === 0 ? null : known.join(',');
  }
  const record = value as Record<string, unknown>;
  for (const key of PERSON_KEYS) {
    const id = textOrNull(record[key]);
    if (id !== null) return id;
  }
  return null;
}
