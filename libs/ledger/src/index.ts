export type * from './stage-counter.ts';
export * from './reconcile.ts';
export * from './stage-counters.ts';
