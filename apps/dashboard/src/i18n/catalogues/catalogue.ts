import type { en } from './en.ts';

/** What every catalogue holds: the keys of the English one. */
export type Catalogue = typeof en;
