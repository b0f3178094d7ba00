import { describe, expect, it } from '@jest/globals';
import { groupFiles, nameFormat } from './group-files.ts';

const file = (name: string, section: string | null) => ({ name, section, contentType: '', fileName: name });

describe('the files of a report', () => {
  it('stand together by what they hold, the whole report first', () =>
    expect(
      groupFiles([
        file('topics.csv', 'topics'),
        file('report.pdf', null),
        file('days.csv', 'days'),
        file('topics.arrow', 'topics'),
      ]).map(({ section, files }) => [section, files.map(({ name }) => name)]),
    ).toEqual([
      [null, ['report.pdf']],
      ['topics', ['topics.csv', 'topics.arrow']],
      ['days', ['days.csv']],
    ]));

  it('are none where there is none', () => expect(groupFiles([])).toEqual([]));

  it('have formats by the names that people use', () =>
    expect(['a.pdf', 'a.xlsx', 'topics.parquet'].map(nameFormat)).toEqual(['PDF', 'Excel', 'Parquet']));
});
