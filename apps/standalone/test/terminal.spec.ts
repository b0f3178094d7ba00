import { describe, expect, it } from '@jest/globals';
import { createTerminal, progressBar, type Terminal } from '../src/terminal.ts';

const record = (isTTY: boolean): { terminal: Terminal; text: () => string; pass: (ms: number) => void } => {
  let written = '';
  let now = 0;
  const out = { isTTY, write: (part: string) => (written += part) };
  return {
    terminal: createTerminal(out as unknown as NodeJS.WriteStream, () => now),
    text: () => written,
    pass: (ms) => void (now += ms),
  };
};

describe('what a start shows', () => {
  it('replaces the changing line on a terminal', () => {
    const { terminal, text } = record(true);
    terminal.progress('one');
    terminal.progress('two');
    terminal.done('three');
    terminal.line();
    expect(text()).toBe('\r\u001b[2Kone\r\u001b[2Ktwo\r\u001b[2Kthree\n\n');
  });

  it('prints progress at most every five seconds elsewhere, and no control characters', () => {
    const { terminal, text, pass } = record(false);
    terminal.progress('first');
    pass(4_999);
    terminal.progress('too soon');
    pass(1);
    terminal.progress('second');
    terminal.done('end');
    expect(text()).toBe('first\nsecond\nend\n');
  });

  it.each([
    [0, 10, 0, '  0 %'],
    [5, 10, 12, ' 50 %'],
    [10, 10, 24, '100 %'],
    [11, 10, 24, '100 %'],
    [0, 0, 24, '100 %'],
  ])('draws %d of %d', (done, total, full, percent) =>
    expect(progressBar(done, total)).toBe(`${'█'.repeat(full)}${'░'.repeat(24 - full)} ${percent}`),
  );
});
