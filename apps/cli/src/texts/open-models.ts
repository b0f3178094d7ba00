import { ConfigError } from '@convoscope/contracts';
import {
  createInstalledModels,
  ModelError,
  modelsFolder,
  openEmbedder,
  type Embedder,
} from '@convoscope/embeddings';
import type { CommandHost } from '../command-host.ts';

/** What `--embeddings` may be, for the help. */
export const EMBEDDINGS =
  'an installed model, an .onnx file or a folder with one; several with commas; "none" for n-grams alone';

/** A model that cannot be used is a wrong setting: exit code 78, and what would help. */
export async function asSetting<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ModelError) throw new ConfigError([error.message]);
    throw error;
  }
}

export const installedModels = ({ env }: CommandHost) =>
  createInstalledModels(modelsFolder(env['CONVOSCOPE_CACHE_DIR']));

/** Runs work with the embedder that was asked for, or with none, and closes it. */
export async function withEmbedder<T>(
  wanted: string,
  { env }: CommandHost,
  work: (embedder: Embedder | undefined) => Promise<T>,
): Promise<T> {
  const embedder = await asSetting(() => openEmbedder(wanted, modelsFolder(env['CONVOSCOPE_CACHE_DIR'])));
  try {
    return await work(embedder);
  } finally {
    await embedder?.close();
  }
}
