export interface SavedView {
  name: string;
  /** What stands after the question mark of its address. */
  search: string;
}

const MOST_VIEWS = 30;
const LONGEST_NAME = 60;

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'search' in value &&
  typeof value.search === 'string';

/** Views out of what this browser kept; none of what is not as it was written. */
export function parseViews(text: string | null): SavedView[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isView) : [];
  } catch {
    return [];
  }
}

/** With another view, the newest last; the same name stands for the newer one. */
export function withView(views: readonly SavedView[], name: string, search: string): SavedView[] {
  const short = name.trim().slice(0, LONGEST_NAME);
  if (short === '') return [...views];
  return [...views.filter((view) => view.name !== short), { name: short, search }].slice(-MOST_VIEWS);
}

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] =>
  views.filter((view) => view.name !== name);

/** The part of an address that makes a view: not where one is in its list. */
export function searchOfView(search: string): string {
  const params = new URLSearchParams(search);
  for (const passing of ['cursor', 'lang']) params.delete(passing);
  params.sort();
  return params.toString();
}
