import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allTopics, findIncompatibilities, topicJsonSchema } from '../src/index.ts';
import type { JsonSchema } from '../src/index.ts';

const GOLDEN = join(import.meta.dirname, '../golden');
const read = (name: string): JsonSchema => JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')) as JsonSchema;
const UPDATE = 'node tools/contracts/update-golden.ts';

describe.each(allTopics.map((topic) => ({ name: topic.name, topic })))('$name', ({ name, topic }) => {
  it(`is what its golden schema says (else: ${UPDATE})`, () => {
    expect(JSON.parse(JSON.stringify(topicJsonSchema(topic)))).toEqual(read(`${name}.schema.json`));
  });

  it('is compatible with every golden schema this version ever had', () => {
    const all = [`${name}.schema.json`, ...globSync(`history/${name}.*.schema.json`, { cwd: GOLDEN })];
    for (const file of all)
      expect([file, findIncompatibilities(read(file), topicJsonSchema(topic))]).toEqual([file, []]);
  });
});

it('has a topic for every golden schema: what was published does not go', () => {
  const published = globSync('*.schema.json', { cwd: GOLDEN }).map((file) =>
    file.replace('.schema.json', ''),
  );
  expect(published.toSorted()).toEqual(allTopics.map(({ name }) => name).toSorted());
});
