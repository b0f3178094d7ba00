export { meanOf, quantileOf } from './distribution.ts';
export { countUsers } from './user-sketch.ts';
export { mergeMeasures, OTHER_LABEL } from './merge-measures.ts';
export { measureHour } from './measure-hour.ts';
export { MeasureKeeper, type KeptMeasures, type MeasureKeeperOptions } from './measure-keeper.ts';
export { readRange, sumBy, type MeasureRange } from './read-range.ts';
export { rebuildMeasures, type RebuiltMeasures } from './rebuild-measures.ts';
