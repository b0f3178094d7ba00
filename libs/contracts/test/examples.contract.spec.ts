import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { allTopics, topicJsonSchema } from '../src/index.ts';
import { applyChange, readExamples } from './example-files.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
(formats as unknown as (instance: Ajv2020) => void)(ajv);

const cases = allTopics.map((topic) => ({ name: topic.name, topic, ...readExamples(topic.name) }));

describe.each(cases)('$name', ({ topic, valid, invalid }) => {
  const validate = ajv.compile(topicJsonSchema(topic));

  it('accepts its valid examples, by zod and by JSON Schema', () => {
    expect(valid.length).toBeGreaterThan(0);
    for (const data of valid) {
      expect(topic.schema.parse(data)).toEqual(data);
      expect([validate(data), validate.errors]).toEqual([true, null]);
    }
  });

  it('tolerates a property it does not know', () => {
    const data = { ...valid[0], addedLater: 1 };
    expect(topic.schema.safeParse(data).success).toBe(true);
    expect(validate(data)).toBe(true);
  });

  it.each(invalid)('refuses $why at $failsAt', (example) => {
    const data = applyChange(valid[0] as Record<string, unknown>, example);
    const result = topic.schema.safeParse(data);
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([example.failsAt]);
    expect(validate(data)).toBe(false);
    const paths = (validate.errors ?? []).map(({ instancePath, params }) =>
      [
        ...instancePath.split('/').slice(1),
        ...('missingProperty' in params ? [String(params['missingProperty'])] : []),
      ].join('.'),
    );
    expect(new Set(paths)).toEqual(new Set([example.failsAt]));
  });
});
