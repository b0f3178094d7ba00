import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { TableOptions } from '../src/index.ts';
import { createScratch, readAll, type Scratch } from './read-all.ts';

let scratch: Scratch;
beforeAll(async () => void (scratch = await createScratch()));
afterAll(() => scratch.remove());

interface Kind {
  is: string;
  name: string;
  content: string | Uint8Array;
  options?: TableOptions;
  rows: Record<string, unknown>[];
  /** Reasons of what is wrong, with the line where there is one. */
  wrong?: string[];
  notes?: string[];
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const two = [
  { id: '1', name: 'Zoë' },
  { id: '2', name: 'Åse' },
];
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const chat = (id: string): string => `{"id":"${id}","messages":[{"role":"user","content":"hi"}]}`;
const chats = (...ids: string[]): Record<string, unknown>[] =>
  ids.map((id) => JSON.parse(chat(id)) as Record<string, unknown>);
const byMessages = { recordKeys: ['messages'] };

const encodings: Kind[] = [
  { is: 'UTF-8 with a mark', name: 'a.csv', content: '\ufeffid,name\n1,Zoë\n2,Åse\n', rows: two },
  { is: 'UTF-8 with a mark, as JSON Lines', name: 'a.jsonl', content: '\ufeff{"id":"1","name":"Zoë"}\n{"id":"2","name":"Åse"}\n', rows: two },
  { is: 'UTF-16 LE with a mark', name: 'a.csv', content: Buffer.from('\ufeffid\tname\r\n1\tZoë\r\n2\tÅse\r\n', 'utf16le'), rows: two },
  { is: 'UTF-16 BE with a mark', name: 'a.csv', content: utf16be('\ufeffid;name\n1;Zoë\n2;Åse\n'), rows: two },
  { is: 'UTF-16 without a mark', name: 'a.csv', content: Buffer.from('id,name\n1,Zoë\n2,Åse\n', 'utf16le'), rows: two, notes: ['encoding-detected'] },
  { is: 'Windows-1252, found out', name: 'a.csv', content: latin1('id,name\n1,Zo\xeb\n2,\xc5se\n'), rows: two, notes: ['encoding-detected'] },
  { is: 'Windows-1252 with signs that Latin-1 lacks', name: 'a.csv', content: latin1('id,name\n1,5 \x80 \x96 teuer f\xfcr mich\n'), rows: [{ id: '1', name: '5 € – teuer für mich' }], notes: ['encoding-detected'] },
  { is: 'Windows-1251, set', name: 'a.csv', content: latin1('id,name\n1,\xcf\xf0\xe8\xe2\xe5\xf2\n'), options: { encoding: 'windows-1251' }, rows: [{ id: '1', name: 'Привет' }] },
  { is: 'Shift_JIS, set', name: 'a.csv', content: latin1('id,name\n1,\x93\xfa\x96\x7b\n'), options: { encoding: 'shift_jis' }, rows: [{ id: '1', name: '日本' }] },
  { is: 'bytes that are no text in UTF-8', name: 'a.csv', content: Buffer.concat([Buffer.from('id,name\n1,Zoë\n2,'), latin1('\xff\xc3'), Buffer.from('\n3,Åse\n')]), rows: [{ id: '1', name: 'Zoë' }, { id: '3', name: 'Åse' }], wrong: ['not-text 3'] },
  { is: 'bytes that are no text, in JSON Lines', name: 'a.jsonl', content: Buffer.concat([Buffer.from('{"a":"ü"}\n{"a":"'), latin1('\xfc'), Buffer.from('"}\n{"a":"ö"}\n')]), rows: [{ a: 'ü' }, { a: 'ö' }], wrong: ['not-text 2'] },
  { is: 'zeros between texts', name: 'a.jsonl', content: Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.from([0, 1, 2, 0x80, 0xff, 0x0a]), Buffer.from('{"a":2}\n')]), rows: [{ a: 1 }, { a: 2 }], wrong: ['not-text 2'] },
  { is: 'half of a pair in UTF-16', name: 'a.csv', content: Buffer.from('\ufeffid,name\n1,x\ud83d\n2,ok\n', 'utf16le'), rows: [{ id: '2', name: 'ok' }], wrong: ['not-text 2'] },
]; // prettier-ignore

const dialects: Kind[] = [
  { is: 'semicolons', name: 'a.csv', content: 'id;name\n1;Zoë\n2;Åse\n', rows: two },
  { is: 'tabs in a .csv', name: 'a.csv', content: 'id\tname\n1\tZoë\n2\tÅse\n', rows: two },
  { is: 'bars', name: 'a.csv', content: 'id|name\n1|Zoë\n2|Åse\n', rows: two },
  { is: 'a sep= line', name: 'a.csv', content: 'sep=;\r\nid;name\r\n1;Zoë\r\n2;Åse\r\n', rows: two },
  { is: 'a delimiter that is set', name: 'a.csv', content: 'id^name,x\n1^Zoë,y\n', options: { delimiter: '^' }, rows: [{ id: '1', 'name,x': 'Zoë,y' }] },
  { is: 'a delimiter in doubt', name: 'a.csv', content: 'a;b,c;d\n1;2,3;4\n', rows: [{ a: '1', 'b,c': '2,3', d: '4' }], notes: ['delimiter-in-doubt'] },
  { is: 'one column', name: 'a.csv', content: 'name\nZoë\nÅse\n', rows: [{ name: 'Zoë' }, { name: 'Åse' }] },
  { is: 'a quote in the middle of a cell', name: 'a.csv', content: 'id,name\n1,"a"\n2,5" screen\n3,"b"\n', rows: [{ id: '1', name: 'a' }, { id: '3', name: 'b' }], wrong: ['stray-quote 3'] },
  { is: 'text behind a closing quote', name: 'a.csv', content: 'id,name\n1,"a" b\n2,"c"\n', rows: [{ id: '2', name: 'c' }], wrong: ['stray-quote 2'] },
  { is: 'a quote that swallows the next lines', name: 'a.csv', content: 'id,name\n1,"open\n2,"b"\n3,"c"\n', rows: [{ id: '2', name: 'b' }, { id: '3', name: 'c' }], wrong: ['stray-quote 2'] },
  { is: 'a quote that is open at the end', name: 'a.csv', content: 'id,name\n1,"a"\n2,"open\n3,c\n', rows: [{ id: '1', name: 'a' }, { id: '3', name: 'c' }], wrong: ['unclosed-quote 3'] },
  { is: 'backslash escapes', name: 'a.csv', content: 'id,name\n1,"say \\"hi\\", ok"\n2,"back\\\\slash"\n', rows: [{ id: '1', name: 'say "hi", ok' }, { id: '2', name: 'back\\slash' }] },
  { is: 'JSON in quoted cells, with backslashes of its own', name: 'a.csv', content: 'id,name\n1,"{""t"":""a \\""q\\"" b""}"\n', rows: [{ id: '1', name: '{"t":"a \\"q\\" b"}' }] },
  { is: 'tab-separated text that never quotes', name: 'a.tsv', content: 'id\tname\n1\t[{"a":"x"}]\n2\t\\N\n', rows: [{ id: '1', name: '[{"a":"x"}]' }, { id: '2', name: null }] },
  { is: 'line breaks and delimiters in quotes', name: 'a.csv', content: 'id,name\r\n1,"a\r\nb, c"\r\n2,d\r\n', rows: [{ id: '1', name: 'a\r\nb, c' }, { id: '2', name: 'd' }] },
  { is: 'lines that end with CR alone', name: 'a.csv', content: 'id,name\r1,Zoë\r2,Åse\r', rows: two },
  { is: 'two columns of one name', name: 'a.csv', content: 'id,note,note\n1,a,b\n', rows: [{ id: '1', note: 'a', note_2: 'b' }], notes: ['duplicate-header'] },
  { is: 'a column without a name', name: 'a.csv', content: 'id,\n1,a\n', rows: [{ id: '1', column2: 'a' }], notes: ['unnamed-header'] },
  { is: 'too few and too many cells', name: 'a.csv', content: 'id,name\n1\n2,a,b\n3,c\n', rows: [{ id: '3', name: 'c' }], wrong: ['cell-count 2', 'cell-count 3'] },
  { is: 'a delimiter too many at each end', name: 'a.csv', content: 'id,name\n1,a,\n2,b,\n', rows: [{ id: '1', name: 'a' }, { id: '2', name: 'b' }], notes: ['surplus-cells'] },
  { is: 'blank lines and no last line break', name: 'a.csv', content: '\nid,name\n\n1,a\n\n2,b', rows: [{ id: '1', name: 'a' }, { id: '2', name: 'b' }] },
  { is: 'a column called __proto__', name: 'a.csv', content: 'id,__proto__\n1,a\n', rows: [Object.fromEntries([['id', '1'], ['__proto__', 'a']])] },
  { is: 'a header and nothing else', name: 'a.csv', content: 'id,name\n', rows: [], wrong: ['no-records 1'] },
  { is: 'files that were put one behind the other, with their marks', name: 'a.csv', content: '\ufeffid,name\n1,Zoë\n\ufeff2,Åse\n', rows: two },
]; // prettier-ignore

const json: Kind[] = [
  { is: 'JSON Lines called .json', name: 'a.json', content: `${chat('a')}\n${chat('b')}\n`, options: byMessages, rows: chats('a', 'b') },
  { is: 'JSON Lines called .csv', name: 'a.csv', content: `${chat('a')}\n${chat('b')}\n`, options: byMessages, rows: chats('a', 'b') },
  { is: 'a list called .jsonl', name: 'a.jsonl', content: `[${chat('a')},\n${chat('b')}]`, options: byMessages, rows: chats('a', 'b') },
  { is: 'one object', name: 'a.json', content: JSON.stringify(JSON.parse(chat('a')), null, 2), options: byMessages, rows: chats('a') },
  { is: 'a list in an object', name: 'a.json', content: `{"meta":{"n":2},"data":[${chat('a')},${chat('b')}]}`, options: byMessages, rows: chats('a', 'b') },
  { is: 'a list deep in objects', name: 'a.json', content: `{"r":{"tags":["x"],"data":{"items":[${chat('a')}]}}}`, options: byMessages, rows: chats('a') },
  { is: 'pages of lists', name: 'a.json', content: `[{"page":1,"rows":[${chat('a')}]},{"page":2,"rows":[${chat('b')}]}]`, options: byMessages, rows: chats('a', 'b') },
  { is: 'objects by their ids', name: 'a.json', content: `{"c1":${chat('a')},"c2":${chat('b')},"version":3}`, options: byMessages, rows: chats('a', 'b') },
  { is: 'objects one after the other, indented', name: 'a.json', content: `${JSON.stringify(JSON.parse(chat('a')), null, 1)}\n${JSON.stringify(JSON.parse(chat('b')), null, 1)}`, options: byMessages, rows: chats('a', 'b') },
  { is: 'no list of records', name: 'a.json', content: '[1, 2, "three"]', rows: [], wrong: ['no-records null'] },
  { is: 'a text', name: 'a.json', content: '"only a text"', rows: [], wrong: ['no-records null'] },
  { is: 'an empty list', name: 'a.json', content: '{"data":[]}', options: byMessages, rows: [{ data: [] }] },
  { is: 'an empty file', name: 'a.jsonl', content: '', rows: [], wrong: ['no-records null'] },
  { is: 'members that are no objects', name: 'a.json', content: '[{"a":1}, null, 7, "x", [2], {"a":2}]', rows: [{ a: 1 }, { a: 2 }], wrong: ['not-an-object 1', 'not-an-object 1', 'not-an-object 1', 'not-an-object 1'] },
  { is: 'U+2028 and U+2029 in texts', name: 'a.jsonl', content: '{"a":"x\u2028y\u2029z"}\n{"a":"b"}\n', rows: [{ a: 'x\u2028y\u2029z' }, { a: 'b' }] },
  { is: 'numbers beyond 2^53', name: 'a.jsonl', content: '{"a":738529527931269425,"b":-9007199254740993,"c":12,"d":0.1}\n{"a":1}\n', rows: [{ a: '738529527931269425', b: '-9007199254740993', c: 12, d: 0.1 }, { a: 1 }] },
  { is: "MongoDB's extended JSON", name: 'a.jsonl', content: '{"_id":{"$oid":"65a1"},"n":{"$numberLong":"738529527931269425"},"k":{"$numberInt":"7"},"d":{"$date":"2026-03-05T10:00:00Z"},"x":{"$numberDecimal":"1.50"}}\n{"_id":1}\n', rows: [{ _id: '65a1', n: '738529527931269425', k: 7, d: '2026-03-05T10:00:00Z', x: '1.50' }, { _id: 1 }] },
  { is: 'a line that is broken', name: 'a.jsonl', content: '{"a":1}\n{"a":\n{"a":3}\n', rows: [{ a: 1 }, { a: 3 }], wrong: ['not-json 2'] },
  { is: 'lines that are no objects', name: 'a.jsonl', content: '{"a":1}\n[1]\n5\nnull\n{"a":2}\n', rows: [{ a: 1 }, { a: 2 }], wrong: ['not-an-object 2', 'not-an-object 3', 'not-an-object 4'] },
  { is: 'a broken object in a list', name: 'a.json', content: '[\n{"a":1},\n{"a":2,"b":oops},\n{"a":3}\n]', rows: [{ a: 1 }, { a: 3 }], wrong: ['not-json 3'] },
  { is: 'a bracket that is missing', name: 'a.json', content: '[\n{"a":1},\n{"a":2,"b":[1,2},\n{"a":3}\n]', rows: [{ a: 1 }, { a: 3 }], wrong: ['not-json 3'] },
  { is: 'a brace that is missing', name: 'a.json', content: '[\n{"a":1},\n{"a":2,"b":{"c":1},\n{"a":3},\n{"a":4}\n]', rows: [{ a: 1 }, { a: 3 }, { a: 4 }], wrong: ['not-json 3'] },
  { is: 'a quote that is missing', name: 'a.json', content: '[\n{"a":"1"},\n{"a":"2},\n{"a":"3"}\n]', rows: [{ a: '1' }, { a: '3' }], wrong: ['not-json 3'] },
  { is: 'a quote that is missing where all is one line', name: 'a.json', content: '[{"a":"1","b":"x"},{"a":"2,"b":"y"},{"a":"3","b":"z"}]', rows: [{ a: '1', b: 'x' }, { a: '3', b: 'z' }], wrong: ['not-json 1'] },
  { is: 'brackets too many between records', name: 'a.json', content: 'x\n{"a":1}]}\n{"a":2}]', rows: [{ a: 1 }, { a: 2 }], wrong: ['not-json 1'] },
  { is: 'a list that is cut off', name: 'a.json', content: '[{"a":1},{"a":2},{"a":', rows: [{ a: 1 }, { a: 2 }], wrong: ['file-cut-off 1'] },
  { is: 'files that were put one behind the other, with their marks', name: 'a.jsonl', content: '\ufeff{"a":1}\n\ufeff{"a":2}\n\ufeff', rows: [{ a: 1 }, { a: 2 }] },
  { is: 'CRLF', name: 'a.jsonl', content: '{"a":1}\r\n\r\n{"a":2}\r\n', rows: [{ a: 1 }, { a: 2 }] },
]; // prettier-ignore

const packed: Kind[] = [
  { is: 'gzip', name: 'a.csv.gz', content: gzipSync('id,name\n1,Zoë\n2,Åse\n'), rows: two },
  { is: 'gzip whose name does not say so', name: 'a.csv', content: gzipSync('id,name\n1,Zoë\n2,Åse\n'), rows: two },
  { is: 'a name that says gzip of a file that is none', name: 'a.csv.gz', content: 'id,name\n1,Zoë\n2,Åse\n', rows: two },
  { is: 'gzip of several members', name: 'a.csv.gz', content: Buffer.concat([gzipSync('id,name\n1,Zo'), gzipSync('ë\n2,Åse\n')]), rows: two },
  { is: 'gzip with padding', name: 'a.csv.gz', content: Buffer.concat([gzipSync('id,name\n1,Zoë\n2,Åse\n'), Buffer.alloc(512)]), rows: two },
  { is: 'zstd', name: 'a.csv.zst', content: zstdCompressSync('id,name\n1,Zoë\n2,Åse\n'), rows: two },
  { is: 'gzip that is not even begun', name: 'a.csv.gz', content: gzipSync('id,name\n1,a\n').subarray(0, 8), rows: [], wrong: ['broken-compression null'] },
  { is: 'gzip in gzip', name: 'a.csv.gz', content: gzipSync(gzipSync('id,name\n1,a\n')), rows: [], wrong: ['unknown-format null'] },
  { is: 'a ZIP archive', name: 'a.csv', content: 'PK\x03\x04xxxxxxxxxxxx', rows: [], wrong: ['unknown-format null'] },
  { is: 'a file that is named Parquet', name: 'a.parquet', content: 'id,name\n', rows: [], wrong: ['unreadable-file null'] },
]; // prettier-ignore

describe.each([
  ['encodings', encodings],
  ['dialects of CSV', dialects],
  ['shapes of JSON', json],
  ['packed files and other formats', packed],
])('%s', (_, kinds) => {
  it.each(kinds.map((kind) => [kind.is, kind] as const))('%s', async (_is, kind) => {
    const path = await scratch.file(kind.name, kind.content);
    const { rows, wrong, notes } = await readAll(path, kind.options);
    expect(rows).toEqual(kind.rows);
    expect(wrong.map(({ reason, line }) => `${reason} ${line}`)).toEqual(kind.wrong ?? []);
    expect(notes.map(({ reason }) => reason)).toEqual(kind.notes ?? []);
  });
});

describe('what is deeper than anybody reads', () => {
  it.each([['JSON Lines', 'a.jsonl', '\n'], ['a list', 'a.json', ',']])('is left out of a row of %s and named', async (_, name, between) => {
    const rows = [`{"a":1,"deep":${deep(5_000)}}`, '{"a":2}'].join(between);
    const path = await scratch.file(name, between === ',' ? `[${rows}]` : rows);
    const whole = await readAll(path);
    expect(whole.rows).toEqual([{ a: 1, deep: null }, { a: 2 }]);
    expect(whole.cells).toMatchObject([{ reason: 'nested-too-deep', column: 'deep' }]);
  });
}); // prettier-ignore

describe('samples', () => {
  const odd = Buffer.concat([Buffer.from('\ufeff{"a":1}\n{"a":', 'utf16le'), Buffer.from([0x7f])]);
  it.each([
    ['UTF-16', 'half.jsonl', Buffer.from('\ufeff{"a":"x\ud83dy"}\n', 'utf16le'), '{"a":"x\\ud83dy"}'],
    ['UTF-16 of an odd number of bytes', 'odd.jsonl', odd, '{"a":\\x7f'],
    ['Windows-1252', 'c1.jsonl', latin1('{"a":"x\x81y"}\n'), '{"a":"x\\x81y"}'],
    ['UTF-8', 'bytes.jsonl', latin1('{"a":"\xc3\xbc\xff"}\n'), '{"a":"\\xc3\\xbc\\xff"}'],
  ])('show of what is no text in %s what stands in the file', async (encoding, name, content, sample) => {
    const options = encoding === 'Windows-1252' ? { encoding } : {};
    const { wrong } = await readAll(await scratch.file(name, content), options);
    expect(wrong).toMatchObject([{ reason: 'not-text', sample }]);
  });

  it('hold no control characters, and end', async () => {
    const path = await scratch.file('evil.jsonl', `{"a":1}\n\u001b[31m${'x'.repeat(500)}\u202e\n`);
    const { wrong } = await readAll(path);
    expect(wrong[0]?.sample).toMatch(/^\\x1b\[31mx+…$/);
    expect(wrong[0]?.sample?.length).toBeLessThanOrEqual(80);
  });
});
