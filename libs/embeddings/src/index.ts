export type { Embedder } from './embedder.port.ts';
export { ModelError } from './model-error.ts';
export { createInstalledModels, type InstalledModels, type ListedModel } from './installed-models.ts';
export { modelsFolder, openEmbedder } from './open-embedder.ts';
export type { EmbedderOptions } from './create-embedder.ts';
