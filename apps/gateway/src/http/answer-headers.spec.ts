import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { announceDeprecation, etagOf, isUnchanged, linkNextPage } from './answer-headers.ts';

function createReply() {
  const headers: Record<string, string> = {};
  const header = (name: string, value: string): void => void (headers[name] = value);
  return { headers, reply: { header } as unknown as FastifyReply };
}

const asked = (ifNoneMatch?: string, url = '/'): FastifyRequest =>
  ({ url, headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } }) as never;

describe('conditional requests', () => {
  const etag = etagOf('{"a":1}');

  it.each([
    [etag, true],
    [etag.replace('W/', ''), true],
    [`"other", ${etag}`, true],
    ['*', true],
    ['"other"', false],
    ['', false],
    [undefined, false],
  ])('If-None-Match: %s', (given, expected) => expect(isUnchanged(asked(given), etag)).toBe(expected));

  it('has another tag for another answer', () => expect(etagOf('{"a":2}')).not.toBe(etag));
});

describe('headers of an answer', () => {
  it('leads to the next page with all that was asked, and nowhere from the last one', () => {
    const { headers, reply } = createReply();
    linkNextPage(asked(undefined, '/api/v1/users?limit=2&cursor=a'), reply, { items: [], nextCursor: 'b+c' });
    expect(headers).toEqual({ link: '</api/v1/users?limit=2&cursor=b%2Bc>; rel="next"' });
    const last = createReply();
    linkNextPage(asked(undefined, '/api/v1/users'), last.reply, { items: [], nextCursor: null });
    linkNextPage(asked(undefined, '/api/v1/users/u'), last.reply, { userId: 'u' });
    expect(last.headers).toEqual({});
  });

  it('says since when and until when an operation is deprecated', () => {
    const { headers, reply } = createReply();
    announceDeprecation(reply, { since: '2026-12-01', sunset: '2027-06-30', instead: '/api/v1/other' });
    expect(headers).toEqual({
      deprecation: '@1796083200',
      sunset: 'Wed, 30 Jun 2027 00:00:00 GMT',
      link: '</api/v1/other>; rel="successor-version"',
    });
  });
});
