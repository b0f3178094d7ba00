import { mongo } from 'mongoose';

/**
 * Where a change stands in the order of all changes: the token of MongoDB's change streams, of which the hexadecimal form sorts as the changes do
 * (https://www.mongodb.com/docs/manual/changeStreams/#resume-tokens). It begins with the time of the cluster: a type byte, then seconds and a
 * number within the second, four bytes each.
 */
export type ChangePosition = string;

const POSITION = /^82[0-9A-F]{16,1000}$/;
const TYPE = '82';
const DIGITS = 8;

/** Whether it may be one; whether the server still knows it is another question. */
export const isChangePosition = (text: string): text is ChangePosition => POSITION.test(text);

const hex = (n: number): string => n.toString(16).toUpperCase().padStart(DIGITS, '0');
const numberAt = (position: ChangePosition, index: number): number =>
  Number.parseInt(position.slice(TYPE.length + index * DIGITS, TYPE.length + (index + 1) * DIGITS), 16);

/** The first position of that second: before every change of it. */
export const positionAtSecond = (seconds: number): ChangePosition => TYPE + hex(seconds) + hex(0);

/** When it was, in seconds since 1970, by the clock of the cluster. */
export const secondOf = (position: ChangePosition): number => numberAt(position, 0);

export const toTimestamp = (position: ChangePosition): mongo.Timestamp =>
  new mongo.Timestamp({ t: numberAt(position, 0), i: numberAt(position, 1) });

/** Behind everything that the cluster did up to that time. */
export const positionBehind = ({ t, i }: { t: number; i: number }): ChangePosition =>
  TYPE + hex(t) + hex(i + 1);
