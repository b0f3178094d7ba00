export type * from './object-store.ts';
