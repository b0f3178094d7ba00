import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readColumns } from '../src/index.ts';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

const LENGTH = 200_000;
const repeat = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length));

/** Contents that have made expressions over cells and lines quadratic; each costs seconds to minutes where one is. */
const EVIL: readonly (readonly [string, string, string])[] = [
  ['figures and a letter', 'a.csv', `n,m\n1,2\n${repeat('1')}x,2\n`],
  ['figures and points', 'a.csv', `n,m\n1,2\n${repeat('1.')}x,2\n`],
  ['figures and blanks', 'a.csv', `n,m\n1,2\n1${repeat(' ')}x,2\n`],
  ['signs of currencies', 'a.csv', `n,m\n€ 1,2\n${repeat('€ ')}1,2\n`],
  ['quotes', 'a.csv', `n,m\n1,2\n"${repeat('""')}",2\n`],
  ['backslashes', 'a.csv', `n,m\n1,2\n"${repeat('\\\\')}",2\n`],
  ['an object and blanks', 'a.json', `{}${repeat(' ')}x\n{}\n`],
  ['a text without an end', 'a.json', `{"a":"${repeat('\\"')}`],
  ['backslashes without an end', 'a.json', `{"a":"${repeat('\\\\')}`],
  ['a key and blanks', 'a.json', `{"a"${repeat(' ')}1}`],
  ['brackets', 'a.json', `[{"a":1},${repeat('[')}`],
  ['braces', 'a.json', `[{"a":1},${repeat('{"a":')}`],
  ['colons', 'a.jsonl', `{"a":1}\n{"a"${repeat(':')}\n`],
  ['names of columns', 'a.csv', `${repeat('a,')}b\n`],
  ['letters beyond ASCII', 'a.csv', Buffer.from(`n\n${repeat('\xe9')}\n`, 'latin1').toString('latin1')],
];
/** Their length is about 10 ms of work, a column each of them up to a second where lines are counted too; their square is 11 s and more. */
const MOST_MS = 2_500;

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('200,000 characters that make careless expressions quadratic', () => {
  it.each(EVIL)('cost no more than their length: %s', async (_, name, content) => {
    const path = await scratch.file(
      name,
      Buffer.from(content, name.endsWith('csv') && content.includes('\xe9') ? 'latin1' : 'utf8'),
    );
    for (const read of [readAll, readColumns]) {
      let least = Infinity;
      for (let again = 0; again < 3 && least > MOST_MS; again++) {
        const before = process.cpuUsage();
        // What is wrong with it is said elsewhere; here only what it costs counts.
        await read(path).catch(() => undefined);
        least = Math.min(least, cpuMs(before));
      }
      expect(least).toBeLessThan(MOST_MS);
    }
  });
});
