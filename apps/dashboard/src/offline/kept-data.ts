import { dehydrate, hydrate, type DehydratedState, type QueryClient } from '@tanstack/react-query';
import { readKey } from '../api/key.ts';

/** Whether this person wants to read without a connection on this device: then what they read lies on it. */
const WISH = 'convoscope-keep-data';
const PLACE = 'kept-data';
const ADDRESS = '/kept-data';

/** So many answers are kept, the newest ones; a page needs about ten. */
const MOST_ANSWERS = 150;
const EVERY_MS = 15_000;

interface Kept {
  /** Whose data it is: another key must not see it. */
  owner: string;
  state: DehydratedState;
}

/** The browser has a store for it over TLS, or on one's own machine. */
export const canKeepData = (): boolean => 'caches' in globalThis;

export const keepsData = (): boolean => canKeepData() && localStorage.getItem(WISH) === 'yes';

/** Keeps from now on what is read, or forgets at once what was kept. */
export async function setKeepsData(wanted: boolean): Promise<void> {
  if (wanted) return localStorage.setItem(WISH, 'yes');
  localStorage.removeItem(WISH);
  await forgetData();
}

export async function forgetData(): Promise<void> {
  if (canKeepData()) await caches.delete(PLACE);
}

async function ownerOf(key: string | null): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key ?? ''));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Puts what was read last back in its place, each answer with the time it was given. */
export async function restoreData(queryClient: QueryClient): Promise<void> {
  if (!keepsData()) return;
  const found = await (await caches.open(PLACE)).match(ADDRESS);
  if (found === undefined) return;
  const { owner, state } = (await found.json()) as Kept;
  if (owner === (await ownerOf(readKey()))) hydrate(queryClient, state);
}

/** Writes down what was read, now and then while it changes and when the page is left. Returns how to stop that. */
export function keepWriting(queryClient: QueryClient): () => void {
  let hasChanged = false;
  const write = (): void => {
    if (!hasChanged || !keepsData()) return;
    hasChanged = false;
    void writeData(queryClient);
  };
  const unsubscribe = queryClient.getQueryCache().subscribe(({ type }) => {
    if (type === 'updated') hasChanged = true;
  });
  const timer = setInterval(write, EVERY_MS);
  document.addEventListener('visibilitychange', write);
  return () => {
    unsubscribe();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', write);
  };
}

async function writeData(queryClient: QueryClient): Promise<void> {
  const { queries } = dehydrate(queryClient, {
    shouldDehydrateQuery: ({ state }) => state.status === 'success',
  });
  const newest = [...queries]
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, MOST_ANSWERS);
  const kept: Kept = { owner: await ownerOf(readKey()), state: { mutations: [], queries: newest } };
  await (await caches.open(PLACE)).put(ADDRESS, Response.json(kept));
}
