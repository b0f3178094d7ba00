export * from './documents.ts';
export type * from './store.ts';
