import type { FaultRow } from '../fault-row.ts';

export const quietTime: FaultRow = {
  id: 'quiet',
  title: 'nothing happens, for as long as --hold says: nothing pages',
  isStarred: false,
  isQuiet: true,
  run: ({ hold }) => hold(60_000),
};
