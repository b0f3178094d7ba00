import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const dockerfilePath = join(import.meta.dirname, '../../deploy/docker/Dockerfile');

/** The instructions of the Dockerfile, continuation lines joined, comments gone. */
export const readInstructions = (): string[] =>
  readFileSync(dockerfilePath, 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** The environment that the last stage gives its process, its arguments filled in. */
export function readEnvironment(args: Readonly<Record<string, string>>): Record<string, string> {
  const lines = readInstructions();
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const pairs = last
    .filter((line) => line.startsWith('ENV '))
    .flatMap((line) => [...line.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)]);
  return Object.fromEntries(
    pairs.map(([, name = '', quoted, plain = '']) => [
      name,
      (quoted ?? plain).replaceAll(/\$\{(\w+)\}/g, (_, arg: string) => args[arg] ?? ''),
    ]),
  );
}
