import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '@convoscope/config';
import { findSettingProblems } from './create-source.ts';
import { ingestionSettings } from './ingestion.config.ts';

const problemsOf = (env: Record<string, string>): string[] =>
  findSettingProblems(loadSettings(ingestionSettings, { SOURCE_KIND: 'file', SOURCE_PATH: '/data', ...env }));

describe('settings of a source', () => {
  it.each([
    [{}, []],
    [{ SOURCE_DELIMITER: ';', SOURCE_ENCODING: 'windows-1252' }, []],
    [{ SOURCE_DELIMITER: '\\t', SOURCE_ENCODING: 'UTF-16LE' }, []],
    [{ SOURCE_PATH: '' }, ['SOURCE_PATH is required']],
    [{ SOURCE_DELIMITER: '||' }, ['SOURCE_DELIMITER is "||"']],
    [{ SOURCE_DELIMITER: '§', SOURCE_ENCODING: 'klingon' }, ['SOURCE_DELIMITER', 'SOURCE_ENCODING']],
    [{ SOURCE_KIND: 'nocodb' }, ['NOCODB_URL', 'NOCODB_TOKEN', 'NOCODB_BASE_ID']],
  ])('%j: %j', (env, wanted) => {
    const problems = problemsOf(env);
    expect(problems).toEqual(wanted.map((start) => expect.stringContaining(start)));
  });
});
