import { describe, expect, it } from '@jest/globals';
import { createProgram } from '../src/create-program.ts';

const unused = (): Promise<void> => Promise.reject(new Error('no command was called'));
const namesFor = async (...args: string[]): Promise<string[]> =>
  (await createProgram({ run: unused, alone: unused }, args)).commands.map((command) => command.name());

describe('the commands', () => {
  it.each(['detect', 'detect-stream', 'detectors', 'drift', 'explain', 'dlq', 'webhooks'])(
    '%s is loaded without the others',
    async (name) => expect(await namesFor(name, '--json')).toEqual([name]),
  );

  it.each([[[]], [['--help']], [['help', 'detect']], [['detekt']], [['constructor']]])(
    'all are there for %j',
    async (args) => {
      const names = await namesFor(...args);
      expect(names.length).toBeGreaterThan(19);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain('backup');
    },
  );
});
