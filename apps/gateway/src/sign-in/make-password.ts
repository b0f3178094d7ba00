import { randomInt } from 'node:crypto';

/** Without what is taken for something else when it is read aloud or copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const N_GROUPS = 5;
const GROUP = 4;

/** A password of 99 random bits that people can copy: five groups of four. */
export const makePassword = (): string =>
  Array.from({ length: N_GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
