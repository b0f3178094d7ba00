export * from './outcome.ts';
export type * from './bus.ts';
