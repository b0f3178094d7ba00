import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnce } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { requireCommands } from '../servers/debian.ts';
import { runCommand } from '../servers/run-command.ts';

const VERSION = '7.25.0';
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const DOCUMENT = join(import.meta.dirname, '../../docs/api/openapi.json');
const READMES = join(import.meta.dirname, 'readmes');
/** What generators write beside a package: settings of other people's build servers, a second way to build it, a script that pushes it. */
const LEFTOVERS = [
  ...['.github', '.gitlab-ci.yml', '.travis.yml', 'git_push.sh', 'test-requirements.txt', 'tox.ini'],
  ...['requirements.txt', 'setup.cfg', 'setup.py'],
];

/** OpenAPI Generator from Maven's central repository, installed once; resolves to the program. Needs Java and Maven. */
async function installGenerator(): Promise<string> {
  requireCommands('OpenAPI Generator', ['java', 'mvn'], ['default-jre-headless', 'maven']);
  const target = join(cacheDir(), `openapi-generator-${VERSION}`);
  const nameOf = (folder: string): string => join(folder, `openapi-generator-cli-${VERSION}.jar`);
  await installOnce({
    target,
    async install(folder) {
      const artifact = `org.openapitools:openapi-generator-cli:${VERSION}`;
      await runCommand('mvn', [
        ...['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
      ]);
      const sum = createHash('sha256')
        .update(readFileSync(nameOf(folder)))
        .digest('hex');
      if (sum !== SHA256)
        throw new Error(`${artifact} is not the file that was pinned: its SHA-256 is ${sum}, not ${SHA256}`);
    },
  });
  return nameOf(target);
}

/** Rather than a list of properties of which one is named `default`. */
const isSchema = (node: object): boolean => 'type' in node && typeof node.type === 'string';

/** What the server fills in for a list or an object that was left out, it fills in by itself: not every language can write that down as a default. */
const withoutLargeDefaults = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !('default' in value))
      return value;
    const { default: ofSchema, ...rest } = value;
    return typeof ofSchema === 'object' && ofSchema !== null && isSchema(rest) ? rest : value;
  });

/** Writes a client in another language into a folder, out of the document of the API. Rejects where the generator refuses it. */
export async function generateClient(
  generator: string,
  properties: Readonly<Record<string, string>>,
  folder: string,
  options: readonly string[] = [],
): Promise<void> {
  const jar = await installGenerator();
  const scratch = mkdtempSync(join(tmpdir(), 'sdk-document-'));
  const document = join(scratch, 'openapi.json');
  writeFileSync(document, JSON.stringify(withoutLargeDefaults(readFileSync(DOCUMENT, 'utf8'))));
  const given = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
  await runCommand('java', [
    ...['-Xmx1g', '-jar', jar, 'generate', '-g', generator, '-i', document, '-o', folder],
    ...options,
    ...['--additional-properties', given.join(',')],
    ...['--global-property', 'modelTests=false,apiTests=false'],
  ]);
  rmSync(scratch, { recursive: true });
  for (const name of LEFTOVERS) rmSync(join(folder, name), { recursive: true, force: true });
  copyReadme(generator, folder);
}

/** How to use the client of a language, as we say it. */
export const copyReadme = (language: string, folder: string): void =>
  cpSync(join(READMES, `${language}.md`), join(folder, 'README.md'));
