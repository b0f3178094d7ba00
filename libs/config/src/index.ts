export type * from './setting.ts';
