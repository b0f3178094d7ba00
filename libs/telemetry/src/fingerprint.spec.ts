import { expect, it } from '@jest/globals';
import { TransientError } from '@convoscope/contracts';
import { recogniseError } from './fingerprint.ts';

const withStack = (message: string, ...frames: string[]): Error =>
  Object.assign(new Error(message), { stack: [`Error: ${message}`, ...frames].join('\n') });

const load = (root: string, line: number): string =>
  `    at load (file://${root}/libs/store/dist/x.js:${line}:9)`;

it('knows a fault again, whatever its figures, its lines and the folder it runs in', () => {
  const one = recogniseError(
    withStack('row 17 is bad', load('/app', 12), '    at main (/app/apps/lake/dist/m.js:1:1)'),
  );
  const two = recogniseError(
    withStack('row 4711 is bad', load('/srv/x', 90), '    at main (/srv/x/apps/lake/dist/m.js:2:2)'),
  );
  expect(one.fingerprint).toBe(two.fingerprint);
  expect(one.frames).toEqual(['load libs/store/dist/x.js', 'main apps/lake/dist/m.js']);
});

it('tells faults apart by place, kind and code', () => {
  const other = withStack('x', '    at save (file:///app/libs/store/dist/x.js:12:9)');
  const same = withStack('x', load('/app', 1));
  const coded = Object.assign(withStack('x', load('/app', 1)), { code: 'STORE_BUSY' });
  const prints = [other, same, coded].map((error) => recogniseError(error).fingerprint);
  expect(new Set(prints).size).toBe(3);
});

it('goes by the pattern of the message where there is no stack', () => {
  const [one, two, three] = ['"a" has 5 rows', '"b" has 6 rows', 'no rows'].map(
    (message) => recogniseError(withStack(message)).fingerprint,
  );
  expect(one).toBe(two);
  expect(three).not.toBe(one);
});

it('keeps no credential, and the code of our own errors', () => {
  const error = new TransientError('GET https://anna:secret@host failed', { code: 'HTTP_NETWORK' });
  expect(recogniseError(error)).toMatchObject({
    ...{ name: 'TransientError', code: 'HTTP_NETWORK' },
    message: 'GET https://anna:***@host failed',
  });
});
