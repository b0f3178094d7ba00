import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ModelError } from './model-error.ts';

/** A model on this machine's disk, not yet loaded. */
export interface ModelFiles {
  readonly name: string;
  readonly model: string;
  readonly tokenizer: string;
  /** Put before each text: what the model was trained with. */
  readonly prefix: string;
  /** Longer texts are cut: tokens, with those that begin and end a text. */
  readonly maxTokens: number;
  /** SHA-256 of the files by name, where an installation wrote them down. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** What `models install` writes beside the files. */
export const MANIFEST = 'convoscope-model.json';

const manifestSchema = z.strictObject({
  name: z.string().min(1),
  model: z.string().min(1),
  tokenizer: z.string().min(1),
  prefix: z.string(),
  maxTokens: z.int().min(8).max(8192),
  licence: z.string(),
  source: z.string(),
  checksums: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

export type ModelManifest = z.infer<typeof manifestSchema>;

/** Longer texts say little more of what they are about, and cost by their square. */
const DEFAULT_MAX_TOKENS = 256;

/** The E5 models were trained with a word before each text that says what it is for. */
export const prefixOf = (name: string): string => (/(?:^|[-_])e5(?:[-_]|$)/i.test(name) ? 'query: ' : '');

const isTokenizer = (file: string): boolean => /tokenizer\.json(?:\.gz)?$/.test(file);

/** `all-MiniLM-L6-v2.int8.onnx` is called all-MiniLM-L6-v2; `model.onnx` after its folder. */
function nameOf(file: string): string {
  const stem = basename(file)
    .replace(/\.onnx$/, '')
    .replace(/[._-](?:int8|quantized|q8|qint8|fp32|fp16|optimized)$/i, '');
  return stem === 'model' ? basename(dirname(file)) : stem;
}

/** The tokenizer that has the model's name, or else the one that has none. */
function tokenizerOf(model: string, names: readonly string[]): string | undefined {
  const own = names.find((name) => isTokenizer(name) && name.startsWith(nameOf(model)));
  return own ?? names.find((name) => /^tokenizer\.json(?:\.gz)?$/.test(name));
}

function describe(folder: string, model: string, names: readonly string[]): ModelFiles {
  const tokenizer = tokenizerOf(join(folder, model), names);
  if (tokenizer === undefined)
    throw new ModelError(
      `${join(folder, model)} has no tokenizer beside it: put the model's tokenizer.json there`,
    );
  const name = nameOf(join(folder, model));
  return {
    ...{ name, model: join(folder, model), tokenizer: join(folder, tokenizer), prefix: prefixOf(name) },
    ...{ maxTokens: DEFAULT_MAX_TOKENS, checksums: {} },
  };
}

/** What an installation wrote down. Throws ModelError where it is no manifest. */
export function readManifest(folder: string): ModelManifest {
  const file = join(folder, MANIFEST);
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ModelError(`${file} is damaged (${(error as Error).message}): install the model again`, {
      cause: error,
    });
  }
}

function readInstalled(folder: string): ModelFiles {
  const { model, tokenizer, ...rest } = readManifest(folder);
  const files = { ...rest, model: join(folder, model), tokenizer: join(folder, tokenizer) };
  const missing = [files.model, files.tokenizer].find((file) => !existsSync(file));
  if (missing !== undefined) throw new ModelError(`${missing} is missing: install the model again`);
  return files;
}

/** Every model in a folder. */
export function findModels(folder: string): ModelFiles[] {
  if (existsSync(join(folder, MANIFEST))) return [readInstalled(folder)];
  const names = readdirSync(folder).sort();
  return names.filter((name) => name.endsWith('.onnx')).map((name) => describe(folder, name, names));
}

/**
 * The model at a path: an `.onnx` file with its tokenizer beside it, or a folder that holds one. In a folder of several it is the one of
 * the wanted name, or else the one that the plain `tokenizer.json` belongs to. Throws ModelError, saying what would help.
 */
export function openModelPath(path: string, wanted?: string): ModelFiles {
  if (!existsSync(path)) throw new ModelError(`${path} does not exist`);
  if (!statSync(path).isDirectory()) {
    if (!path.endsWith('.onnx')) throw new ModelError(`${path} is no .onnx file and no folder with one`);
    return describe(dirname(path), basename(path), readdirSync(dirname(path)));
  }
  const found = findModels(path);
  const names = found.map(({ name }) => name).join(', ');
  if (found.length === 0) throw new ModelError(`${path} has no .onnx file`);
  if (found.length === 1) return found[0]!;
  const named = found.find(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
  if (named !== undefined) return named;
  const plain = found.filter(({ tokenizer }) => /^tokenizer\.json/.test(basename(tokenizer)));
  if (plain.length === 1) return plain[0]!;
  throw new ModelError(`${path} holds several models (${names}): name one of the .onnx files`);
}

/** SHA-256 of a file, in hexadecimal. */
export async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
