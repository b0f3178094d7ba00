import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '@convoscope/contracts';
import { resolve } from 'node:path';
import { parseOptions } from '../src/parse-options.ts';

const problemsOf = (args: string[]): readonly string[] => {
  try {
    parseOptions(args, {});
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the options of npm start', () => {
  it('are the demo, until Ctrl-C, on port 8080, without any', () =>
    expect(parseOptions([], {})).toEqual({
      source: { kind: 'demo' },
      once: false,
      port: 8080,
      dataDir: resolve('.convoscope'),
    }));

  it('name a file, as an argument or by SOURCE_PATH, and the argument wins', () => {
    const env = { SOURCE_PATH: 'b.csv', CONVOSCOPE_DATA_DIR: '/var/convoscope' };
    expect(parseOptions(['--source', 'file', 'a.jsonl', '--once', '--port', '0'], env)).toEqual({
      source: { kind: 'file', path: resolve('a.jsonl') },
      once: true,
      port: 0,
      dataDir: '/var/convoscope',
    });
    expect(parseOptions(['--source', 'file'], env)?.source).toEqual({ kind: 'file', path: resolve('b.csv') });
  });

  it('choose NocoDB', () =>
    expect(parseOptions(['--source', 'nocodb'], {})?.source).toEqual({ kind: 'nocodb' }));

  it('refuse all that is wrong at once', () => {
    expect(problemsOf(['--source', 'file', '--port', '70000'])).toEqual([
      expect.stringContaining('--port is "70000"'),
      expect.stringContaining('--source file needs a path'),
    ]);
    expect(problemsOf(['a.jsonl', '--port', 'x'])).toEqual([
      expect.stringContaining('--port is "x"'),
      expect.stringContaining('goes with --source file only'),
    ]);
  });

  it.each([['--source', 'paper'], ['--unknown'], ['--port']])('refuse %s %s', (...args) =>
    expect(problemsOf(args)).toHaveLength(1),
  );
});
