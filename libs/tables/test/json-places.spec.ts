import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

const chat = (id: string) => ({ id, messages: [{ role: 'user', content: `hi ${id}` }] });
const read = async (document: unknown, indent = 0) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, indent);
  const whole = await readAll(await scratch.file('a.json', text), { recordKeys: ['messages'] });
  return {
    ids: whole.rows.map(({ id }) => id),
    wrong: whole.wrong.map(({ reason }) => reason),
    notes: whole.notes.map(({ message }) =>
      /^(\d+) objects? in "?([^"]*?)"? ha/.exec(message)?.slice(1).join(' '),
    ),
    whole,
  };
};

const documents: [string, unknown, string[], string[]][] = [
  ['in two lists of one depth', { open: [chat('1')], closed: [chat('2'), chat('3')] }, ['1', '2', '3'], []],
  ['in a deeper list behind', { rows: [chat('1')], more: { old: [chat('2'), chat('3')] } }, ['1', '2', '3'], []],
  ['in a deeper list before', { more: { old: [chat('1'), chat('2')] }, rows: [chat('3')] }, ['1', '2', '3'], []],
  ['in lists of lists', { rows: [chat('1')], more: { old: [[chat('2'), chat('3')], [[chat('4')]]] } }, ['1', '2', '3', '4'], []],
  ['lists in the list of records', [chat('1'), [chat('2'), chat('3')], [[chat('4')]]], ['1', '2', '3', '4'], []],
  ['a single one beside a list', { one: chat('1'), list: [chat('2'), chat('3')] }, ['1', '2', '3'], []],
  ['within objects of a list', { rows: [chat('1')], hits: [{ score: 1, source: chat('2') }] }, ['1', '2'], []],
  ['within a record there is another, which is a part of it', { rows: [{ ...chat('1'), parent: chat('0') }] }, ['1'], []],
  ['foreign lists before', { links: [{ rel: 'next' }], facets: [{ k: 1 }, { k: 2 }], tags: ['a', 1], data: [chat('1')] }, ['1'], ['1 links', '2 facets']],
  ['a foreign list behind', { data: [chat('1')], included: [{ type: 'user' }, { type: 'user' }] }, ['1'], ['2 included']],
  ['a foreign list of the same depth in another object', { meta: { tags: [{ a: 1 }] }, data: { rows: [chat('1')] } }, ['1'], ['1 meta.tags']],
  ['records by their ids beside a foreign list', { warnings: [{ code: 1 }], data: { x: chat('1'), y: chat('2') } }, ['1', '2'], ['1 warnings']],
  ['one without messages among records by their ids', { data: { x: chat('1'), y: { id: '2' } } }, ['1'], ['1 data.y']],
  ['one without messages in a list of records: it is one, to be refused by the mapping', { rows: [{ id: '0' }, chat('1'), { id: '2' }] }, ['0', '1', '2'], []],
  ['a page whose only record has no messages', { pages: [{ rows: [{ id: '0' }] }, { rows: [chat('1')] }, { rows: [{ id: '2' }] }] }, ['0', '1', '2'], []],
]; // prettier-ignore

describe('records at several places of a JSON document', () => {
  it.each(documents)('%s', async (_, document, ids, notes) => {
    for (const indent of [0, 1]) {
      const found = await read(document, indent);
      expect([found.ids, found.wrong, found.notes]).toEqual([ids, [], notes]);
    }
  });

  it('that comes late and above the others is named, with its line', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => ({ ...chat(String(i)), text: 'x'.repeat(200) }));
    const { ids, wrong, whole } = await read({ data: { rows: many }, late: [chat('late')] });
    expect(ids).toHaveLength(2_000);
    expect(wrong).toEqual(['record-elsewhere']);
    expect(whole.wrong[0]?.message).toContain('"late"');
  });

  it('names no more than twenty places, and counts the rest', async () => {
    const foreign = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, [{ a: 1 }, { a: 2 }]]));
    const { ids, notes } = await read({ ...foreign, rows: [chat('1')] });
    expect([ids, notes.length, notes.at(-1)]).toEqual([['1'], 21, '20 further places']);
  });

  it('that is broken in a foreign list is named all the same', async () => {
    const { ids, wrong } = await read(`{"x":[\n{"a":oops}\n],"rows":[\n${JSON.stringify(chat('1'))}\n]}`);
    expect([ids, wrong]).toEqual([['1'], ['not-json']]);
  });
});
