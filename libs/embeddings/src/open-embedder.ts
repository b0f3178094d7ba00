import { homedir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder, joinEmbedders, type EmbedderOptions } from './create-embedder.ts';
import type { Embedder } from './embedder.port.ts';
import { createInstalledModels } from './installed-models.ts';

/** Where models are installed: below the cache folder that is named, or the user's. */
export const modelsFolder = (cacheDir: string | undefined): string =>
  join(cacheDir ?? join(homedir(), '.cache', 'convoscope'), 'models');

/**
 * The embedder that a person asked for: a name or a path, several parted by commas, or "none" for no embedder. Throws ModelError.
 */
export async function openEmbedder(
  wanted: string,
  folder: string,
  options: EmbedderOptions = {},
): Promise<Embedder | undefined> {
  if (wanted === 'none' || wanted === '') return undefined;
  const models = createInstalledModels(folder);
  const files = wanted.split(',').map((each) => models.open(each.trim()));
  const opened: Embedder[] = [];
  try {
    for (const each of files) opened.push(await createEmbedder(each, options));
    return joinEmbedders(opened);
  } catch (error) {
    for (const each of opened) await each.close();
    throw error;
  }
}
