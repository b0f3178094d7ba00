import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { allTopics, buildAsyncApi } from '../src/index.ts';
import { readExamples } from './example-files.ts';

const FILE = join(import.meta.dirname, '../../../docs/asyncapi.yaml');
const examples = Object.fromEntries(allTopics.map(({ name }) => [name, readExamples(name).valid[0]]));
const document = buildAsyncApi({ version: '0.1.0', topicPrefix: 'convoscope.', topics: allTopics, examples });

interface Parsed {
  problems: string[];
  channels: string[];
  operations: string[];
}

function parseAsyncApi(asyncApi: unknown): Parsed {
  const tool = join(import.meta.dirname, '../../../tools/contracts/validate-async-api.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [tool], {
    input: JSON.stringify(asyncApi),
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Parsed;
}

describe('the AsyncAPI document', () => {
  let parsed: Parsed;
  beforeAll(() => {
    parsed = parseAsyncApi(document);
  }, 60_000);

  it('is valid AsyncAPI 3, with neither errors nor warnings', () => {
    expect(parsed.problems).toEqual([]);
  });

  it('has a channel for each topic and for its dead letters', () => {
    const expected = allTopics.flatMap(({ name }) => [`convoscope.${name}`, `convoscope.${name}.dlq`]);
    expect(parsed.channels.toSorted()).toEqual(expected.toSorted());
  });

  it('has an operation for each writer of a topic, and one for whoever subscribes', () => {
    for (const { name, writtenBy } of allTopics) {
      const id = name.replaceAll('.', '-');
      expect(parsed.operations).toEqual(
        expect.arrayContaining([
          ...writtenBy.map((writer) => `${writer}-sends-${id}`),
          `subscriber-receives-${id}`,
        ]),
      );
    }
  });

  it('is refused by the parser when it is broken', () => {
    const operations = { x: { action: 'shout', channel: { $ref: '#/channels/none' } } };
    expect(parseAsyncApi({ ...document, operations }).problems).not.toEqual([]);
  }, 60_000);

  it('is the one in docs', () => {
    const committed = parseYaml(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
    const { info: _info, ...rest } = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
    expect(committed).toMatchObject(rest);
  });
});
