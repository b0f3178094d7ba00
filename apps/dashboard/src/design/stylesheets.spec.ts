import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, '..');

/** Of these the side depends on which way the language runs. */
const PHYSICAL =
  /(?:^|[;{\s])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|text-align:\s*(?:left|right)|float)\b\s*:?/;

it('names sides by the direction of the text, never left and right', () => {
  const files = globSync('**/*.css', { cwd: source });
  const wrong = files.flatMap((file) =>
    readFileSync(join(source, file), 'utf8')
      .split('\n')
      .filter((line) => PHYSICAL.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});
