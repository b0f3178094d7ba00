/**
 * Writes the golden JSON Schema of every topic to `libs/contracts/golden`, after checking that it is compatible with every golden schema
 * there ever was of that version; the one it replaces goes to `history`. `--check` only compares. Exit 1: out of date or incompatible.
 */
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import type { JsonSchema } from '@convoscope/contracts';

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: ['source', ...context.conditions] }),
});

const { allTopics, findIncompatibilities, topicJsonSchema } = await import('@convoscope/contracts');

const GOLDEN = join(import.meta.dirname, '../../libs/contracts/golden');
const HISTORY = join(GOLDEN, 'history');
const isCheck = process.argv.includes('--check');

const read = (file: string): JsonSchema => JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;

const goldenFile = (topicName: string): string => join(GOLDEN, `${topicName}.schema.json`);

const historyOf = (topicName: string): string[] =>
  globSync(`${topicName}.*.schema.json`, { cwd: HISTORY })
    .sort()
    .map((name) => join(HISTORY, name));

/** Sentences about what is wrong with a topic's schema, compared to every golden one. */
function problemsOf(topicName: string, schema: JsonSchema): string[] {
  const all = [...historyOf(topicName), goldenFile(topicName)].filter((file) => existsSync(file));
  return all.flatMap((file) =>
    findIncompatibilities(read(file), schema).map(
      ({ path, change, breaks }) =>
        `${topicName}: ${path || '(whole)'}: ${change} (breaks ${breaks}); make a v2 topic`,
    ),
  );
}

function write(topicName: string, text: string): void {
  const file = goldenFile(topicName);
  mkdirSync(HISTORY, { recursive: true });
  const number = String(historyOf(topicName).length + 1).padStart(3, '0');
  if (existsSync(file)) renameSync(file, join(HISTORY, `${topicName}.${number}.schema.json`));
  writeFileSync(file, text);
  console.log(`written: ${file}`);
}

const problems: string[] = [];
const changed: { name: string; text: string }[] = [];
for (const topic of allTopics) {
  const schema = topicJsonSchema(topic);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  const file = goldenFile(topic.name);
  problems.push(...problemsOf(topic.name, schema));
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) changed.push({ name: topic.name, text });
}
const unknown = globSync('*.schema.json', { cwd: GOLDEN }).filter(
  (name) => !allTopics.some((topic) => `${topic.name}.schema.json` === name),
);
problems.push(...unknown.map((name) => `${name}: this topic was published and is gone`));

if (isCheck)
  problems.push(
    ...changed.map(
      ({ name }) => `${name}: golden schema is out of date: node tools/contracts/update-golden.ts`,
    ),
  );
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
if (!isCheck) for (const { name, text } of changed) write(name, text);
