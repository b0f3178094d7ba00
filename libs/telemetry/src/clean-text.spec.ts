import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { cleanForTerminal, maskSecrets } from './clean-text.ts';
import { createLogger } from './create-logger.ts';

describe('a text for the terminal', () => {
  it.each([
    ['\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['\u001b[2Jgone', '\\x1b[2Jgone'],
    ['a\rb\u0008c', 'a\\x0db\\x08c'],
    ['\u009b31mred', '\\x9b31mred'],
    ['invoice\u202egpj.exe', 'invoice\\u202egpj.exe'],
    ['two\nlines\tand é 漢 😀', 'two\nlines\tand é 漢 😀'],
  ])('holds nothing that it would obey: %j', (text, cleaned) => expect(cleanForTerminal(text)).toBe(cleaned));
});

describe('a log line', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'abc.def-123'],
    ['mongodb://app:s3cr3t@db:27017/x refused', 's3cr3t'],
    ['mongodb+srv://app:p%40ss@db/x', 'p%40ss'],
    ['Cookie: session=abcdef; theme=dark', 'abcdef'],
    ['{"set-cookie":"id=abcdef; Path=/"}', 'abcdef'],
    ['GET https://h/x?token=abcdef&y=1', 'abcdef'],
    ['GET https://h/x?a=1&X-Amz-Signature=abcdef', 'abcdef'],
  ])('holds no credential: %s', (text, secret) => {
    expect(maskSecrets(text)).not.toContain(secret);
    const lines: string[] = [];
    const out = new PassThrough().on('data', (chunk) => lines.push(String(chunk)));
    createLogger('test', 'info', out).error({ err: new Error(text), nested: { header: text } }, text);
    expect(lines.join('')).toContain('"service":"test"');
    expect(lines.join('')).not.toContain(secret);
    expect(() => JSON.parse(lines.join('')) as unknown).not.toThrow();
  });

  it('keeps what is no credential', () =>
    expect(maskSecrets('http://host:8080/a?b=1 the basic idea, at 10:30 by anna@example.com')).toContain(
      'http://host:8080/a?b=1',
    ));

  it('is masked in time that grows with its length alone', () => {
    const evil = [
      `a://${'b:'.repeat(50_000)}`,
      `bearer ${'\t'.repeat(100_000)}`,
      `cookie:${' '.repeat(100_000)}`,
    ];
    const startedAt = performance.now();
    for (const text of evil) maskSecrets(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
